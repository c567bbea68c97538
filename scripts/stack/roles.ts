import { join } from 'node:path'
import { root } from '../workspaces.ts'
import type { RoleId, StackSettings } from './settings.ts'

/** One process of the stack, named as RFC 6749 and OpenID Connect name its role. */
export interface Role {
  readonly id: RoleId
  readonly title: string
  readonly folder: string
  readonly program: string
  /** Answers 200 there once it can do its work. */
  readonly readyPath: string
  /** Variables that only this process gets, besides those that all get. */
  readonly env: (settings: StackSettings) => Readonly<Record<string, string>>
}

const readyPath = '/health/ready'

export const roles: readonly Role[] = [
  {
    id: 'idp',
    title: 'OpenID Provider (mock)',
    folder: 'apps/idp',
    program: 'apps/idp/dist/main.js',
    readyPath: '/.well-known/openid-configuration',
    env: ({ control }) =>
      control ? { IDP_CONTROL_PORT: String(control.port), IDP_CONTROL_SECRET: control.secret } : {},
  },
  {
    id: 'api',
    title: 'resource server (API)',
    folder: 'apps/api',
    program: 'apps/api/dist/main.js',
    readyPath,
    // the demo entries belong to the mock IdP's users
    env: ({ external }) =>
      external ? {} : { API_SEED_DEMO: '1', OIDC_DOCS_CLIENT_ID: 'timesheets-docs' },
  },
  {
    id: 'backend',
    title: "confidential client (the SPA's back-end)",
    folder: 'apps/backend',
    program: 'apps/backend/dist/main.js',
    readyPath,
    env: () => ({}),
  },
  {
    id: 'spa',
    title: 'public client (SPA)',
    folder: 'apps/spa',
    program: 'apps/spa/dist/server/main.js',
    readyPath: '/config.json',
    env: () => ({}),
  },
]

/** In watch mode Vite serves the SPA, with hot module replacement. */
export const viteArguments = (port: number): string[] => [
  join(root, 'apps/spa/node_modules/vite/bin/vite.js'),
  ...['--port', String(port), '--strictPort', '--clearScreen', 'false'],
]

/** Who may know a secret; nobody else's environment holds it. */
const secrets: Readonly<Record<string, readonly RoleId[]>> = {
  DATABASE_URL: ['api', 'backend'],
  OIDC_BACKEND_CLIENT_SECRET: ['backend', 'idp'],
  OIDC_BACKEND_PRIVATE_KEY: ['backend'],
  SESSION_KEYS: ['backend'],
  SMTP_URL: ['idp'],
}

/** The environment of one process. */
export function environmentOf(
  role: Role,
  settings: StackSettings,
  databaseUrl: string,
): Record<string, string> {
  const shared = Object.entries({ ...settings.env, DATABASE_URL: databaseUrl })
  return {
    ...Object.fromEntries(shared.filter(([name]) => secrets[name]?.includes(role.id) ?? true)),
    ...role.env(settings),
    PORT: String(settings.ports[role.id]),
    // Node keeps compiled code there: a Nest app starts in half the time
    NODE_COMPILE_CACHE: join(root, '.data', 'compile-cache'),
  }
}
