import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { freePorts } from '../ports.ts'

/** The processes that the stack starts besides PostgreSQL; the ids name their folders below apps/. */
export type RoleId = 'idp' | 'api' | 'backend' | 'spa'

export interface StackSettings {
  readonly ports: Readonly<Record<RoleId, number>>
  /** Where the apps are reached, which a proxy can make another place than where they listen. */
  readonly urls: Readonly<Record<RoleId, string>>
  /** Only of our own IdP: how tests arm faults. */
  readonly control:
    { readonly port: number; readonly url: string; readonly secret: string } | undefined
  /** The issuer is somebody else's: no mock IdP. */
  readonly external: boolean
  /** A database of the user's own; undefined: the embedded one. */
  readonly databaseUrl: string | undefined
  /** What every process is told. */
  readonly env: Readonly<Record<string, string>>
}

export const portVariables: Readonly<Record<RoleId, string>> = {
  idp: 'IDP_PORT',
  api: 'API_PORT',
  backend: 'BACKEND_PORT',
  spa: 'PORT',
}

const urlVariables = {
  idp: 'IDP_ISSUER',
  api: 'API_URL',
  backend: 'BACKEND_URL',
  spa: 'SPA_URL',
} as const
const defaultPorts = { idp: 4000, api: 3001, backend: 3002, spa: 5173 } as const
const roleIds = Object.keys(defaultPorts) as RoleId[]

const defaults = {
  OIDC_SPA_CLIENT_ID: 'timesheets-spa',
  OIDC_BACKEND_CLIENT_ID: 'timesheets-backend',
  OIDC_AUDIENCE: 'https://timesheets.example.com/api',
  OIDC_SCOPE:
    'openid profile email read:timesheets create:timesheets delete:timesheets approve:timesheets',
} as const

/** Decides ports and URLs, and what the processes are told, from the environment. */
export async function readSettings(
  given: Readonly<Record<string, string | undefined>>,
  wanted: { readonly ports?: 'default' | 'free'; readonly control?: boolean },
): Promise<StackSettings> {
  const freshPorts = wanted.ports === 'free'
  // an empty variable in a .env file means: not set
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as Record<
    string,
    string
  >
  const fresh = await freePorts(roleIds.length + 1)
  const choose = (id: RoleId, index: number): [RoleId, number] => [
    id,
    freshPorts ? (fresh[index] ?? 0) : chosenPort(set, id),
  ]
  const ports = Object.fromEntries(roleIds.map(choose)) as Record<RoleId, number>
  const urlOf = (id: RoleId): string => {
    const stated = freshPorts ? undefined : set[urlVariables[id]]
    // an issuer is compared character by character, and ours ends with a slash
    return stated ?? `http://localhost:${ports[id]}${id === 'idp' ? '/' : ''}`
  }
  const issuer = set['OIDC_ISSUER'] ?? urlOf('idp')
  const urls = { idp: issuer, api: urlOf('api'), backend: urlOf('backend'), spa: urlOf('spa') }
  const external = set['OIDC_ISSUER'] !== undefined
  const control = wanted.control && !external ? controlAt(fresh.at(-1) ?? 0) : undefined
  return {
    ports,
    urls,
    control,
    external,
    databaseUrl: set['DATABASE_URL'],
    env: {
      ...defaults,
      ...withoutShellNoise(set),
      OIDC_ISSUER: issuer,
      API_URL: urls.api,
      BACKEND_URL: urls.backend,
      SPA_URL: urls.spa,
      ...(!external && { IDP_ISSUER: issuer, DEMO: '1' }),
    },
  }
}

function controlAt(port: number) {
  return { port, url: `http://localhost:${port}`, secret: randomBytes(24).toString('base64url') }
}

/** A port that is named, else the one in a URL of this machine, else the usual one. */
function chosenPort(set: Readonly<Record<string, string>>, id: RoleId): number {
  const named = set[portVariables[id]]
  if (named !== undefined) {
    const port = Number(named)
    if (Number.isInteger(port) && port > 0 && port < 65_536) return port
    throw new Error(`${portVariables[id]} is "${named}": it must be a port, 1 to 65535`)
  }
  const stated = set[urlVariables[id]]
  if (stated === undefined) return defaultPorts[id]
  if (!URL.canParse(stated)) throw new Error(`${urlVariables[id]} is "${stated}": it must be a URL`)
  const { hostname, port } = new URL(stated)
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  return isLocal && port ? Number(port) : defaultPorts[id]
}

/** Some shells export the machine's name as HOST, which would make the apps listen to the network. */
function withoutShellNoise(set: Readonly<Record<string, string>>): Record<string, string> {
  const { HOST, ...rest } = set
  return HOST !== undefined && (isIP(HOST) || HOST === 'localhost') ? { ...rest, HOST } : rest
}
