import { flowById, flows, signatureAlgorithms, type Flow } from '@frontchannel/relying-party'
import { z } from 'zod'
import type { PublicConfig } from '../src/config/public-config.ts'

export interface ServerConfig {
  readonly port: number
  readonly host: string
  readonly spaUrl: URL
  readonly apiUrl: URL
  readonly backendUrl: URL
  readonly public: PublicConfig
}

/** A configuration that cannot work; the message says what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127\.\d+\.\d+\.\d+$/.test(hostname)

const address = (fallback?: string) => {
  const text = fallback === undefined ? z.string() : z.string().default(fallback)
  return text
    .refine((value) => URL.canParse(value), { error: 'is not a URL', abort: true })
    .refine((value) => {
      const { protocol, search, hash } = new URL(value)
      return /^https?:$/.test(protocol) && search === '' && hash === ''
    }, 'must begin with http:// or https:// and have no query and no fragment')
    .refine(
      (value) => new URL(value).protocol === 'https:' || isLoopback(new URL(value)),
      'must begin with https:// unless it is on this machine',
    )
}

const flow = z.string().transform((id, context): Flow => {
  try {
    return flowById(id)
  } catch {
    const known = flows.map((row) => `"${row.id}"`).join(', ')
    context.addIssue({ code: 'custom', message: `is "${id}"; known flows: ${known}` })
    return z.NEVER
  }
})

/** If not said: RS256, or what the provider lists if that is not among it. */
const algorithms = z.string().transform((text, context): readonly string[] => {
  const names = text.split(/[\s,]+/).filter((name) => name !== '')
  const wrong = names.find((name) => !signatureAlgorithms.includes(name))
  if (wrong === undefined && names.length > 0) return names
  const known = signatureAlgorithms.join(', ')
  context.addIssue({ code: 'custom', message: `has "${wrong ?? ''}"; known: ${known}` })
  return z.NEVER
})

const environment = z
  .object({
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'must be a port, 0 to 65535')
      .transform(Number)
      .refine((port) => port < 65_536, 'must be a port, 0 to 65535')
      .prefault('5173'),
    HOST: z.string().default('127.0.0.1'),
    OIDC_ISSUER: address('http://localhost:4000/'),
    OIDC_SPA_CLIENT_ID: z.string().default('timesheets-spa'),
    OIDC_BACKEND_CLIENT_ID: z.string().default('timesheets-backend'),
    OIDC_AUDIENCE: z.string().default('https://timesheets.example.com/api'),
    OIDC_SCOPE: z
      .string()
      .default(
        'openid profile email read:timesheets create:timesheets delete:timesheets approve:timesheets',
      ),
    OIDC_FLOW: flow.prefault('id_token token'),
    OIDC_ID_TOKEN_ALGORITHMS: algorithms.optional(),
    OIDC_RESPONSE_MODE: z.enum(['form_post']).optional(), // if not said: as the flow has it
    OIDC_TOKEN_STORAGE: z.enum(['memory', 'session', 'local']).default('memory'),
    OIDC_RESOURCE_PARAMETER: z.enum(['audience', 'resource']).default('audience'),
    API_URL: address('http://localhost:3001'),
    BACKEND_URL: z.url().default('http://localhost:3002'), // a private network may be plain http
    SPA_URL: address().optional(),
    DEMO: z.enum(['0', '1']).default('0'),
    ALLOW_FRONT_CHANNEL_ACCESS_TOKENS: z.enum(['0', '1']).default('0'),
  })
  .transform((env) => ({ ...env, SPA_URL: new URL(env.SPA_URL ?? `http://localhost:${env.PORT}`) }))

/**
 * Reads the configuration once, at boot.
 *
 * @throws {ConfigError} one sentence for each variable that is wrong.
 */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): ServerConfig {
  const parsed = environment.safeParse(withoutBlanks(variables))
  if (!parsed.success) {
    const sentences = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
    throw new ConfigError(`The SPA cannot start: ${sentences.join('; ')}.`)
  }
  const env = parsed.data
  refuseExposedAccessTokens(env.OIDC_FLOW, env.SPA_URL, env.ALLOW_FRONT_CHANNEL_ACCESS_TOKENS)
  return {
    port: env.PORT,
    host: env.HOST,
    spaUrl: env.SPA_URL,
    apiUrl: new URL(env.API_URL),
    backendUrl: new URL(env.BACKEND_URL),
    public: {
      issuer: env.OIDC_ISSUER,
      // a client that redeems a code with a secret is another registration than a public one
      clientId:
        env.OIDC_FLOW.redeemedBy === 'back-end'
          ? env.OIDC_BACKEND_CLIENT_ID
          : env.OIDC_SPA_CLIENT_ID,
      audience: env.OIDC_AUDIENCE,
      scope: env.OIDC_SCOPE,
      flow: env.OIDC_FLOW.id,
      ...(env.OIDC_ID_TOKEN_ALGORITHMS && { idTokenAlgorithms: env.OIDC_ID_TOKEN_ALGORITHMS }),
      ...(env.OIDC_RESPONSE_MODE && { responseMode: env.OIDC_RESPONSE_MODE }),
      tokenStorage: env.OIDC_TOKEN_STORAGE,
      resourceParameter: env.OIDC_RESOURCE_PARAMETER,
      apiUrl: env.API_URL.replace(/\/+$/, ''),
      demo: env.DEMO === '1',
    },
  }
}

// RFC 10017 §7.2 forbids what these flows do; a demo on loopback shows why, a deployment must ask.
function refuseExposedAccessTokens(flow: Flow, spaUrl: URL, allowed: '0' | '1'): void {
  if (!flow.issuesAccessToken || isLoopback(spaUrl) || allowed === '1') return
  throw new ConfigError(
    `OIDC_FLOW "${flow.id}" puts an Access Token into a URL, and ${spaUrl.origin} is not this ` +
      'machine. RFC 10017 §7.2 forbids that: URLs reach history files, extensions and logs. ' +
      'Set OIDC_FLOW to "code", or ALLOW_FRONT_CHANNEL_ACCESS_TOKENS=1 if you accept it.',
  )
}

/** A variable left blank in `.env` means its default; only a blank audience says something. */
function withoutBlanks(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(variables).filter(([name, value]) => value !== '' || name === 'OIDC_AUDIENCE'),
  )
}
