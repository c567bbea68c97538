import { signatureAlgorithms } from '@frontchannel/relying-party'
import { z } from 'zod'
import { parseSessionKeys, type SessionKey } from './sealing/session-keys.ts'

const loopbackHost = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/
const isLoopback = (url: string): boolean => loopbackHost.test(new URL(url).hostname)

const demoSecret = 'backend-secret-for-the-demo-only'

/** Codes, secrets and tokens that travel in the clear can be taken on the way: RFC 9700 §2.6. */
const secureUrl = z
  .url({ protocol: /^https?$/ })
  .refine(
    (value) => value.startsWith('https:') || isLoopback(value),
    'must begin with https://, or http:// on a loopback host',
  )
const origin = secureUrl.transform((value) => new URL(value).origin)
const minutes = (most: number) => z.coerce.number().int().min(1).max(most)

/** What ID Tokens are signed with; if not said, what the provider's metadata tell. */
const algorithms = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((name) => name !== ''))
  .refine(
    (names) => names.length > 0 && names.every((name) => signatureAlgorithms.includes(name)),
    `must be of ${signatureAlgorithms.join(', ')}`,
  )

const environment = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3002),
    // containers listen on 0.0.0.0; a developer's machine offers nothing to its network
    HOST: z.string().default('127.0.0.1'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info'),
    OIDC_ISSUER: secureUrl,
    OIDC_BACKEND_CLIENT_ID: z.string().default('timesheets-backend'),
    OIDC_BACKEND_AUTH_METHOD: z
      .enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt'])
      .default('client_secret_basic'),
    OIDC_BACKEND_CLIENT_SECRET: z.string().optional(),
    OIDC_BACKEND_PRIVATE_KEY: z.string().optional(),
    OIDC_SCOPE: z
      .string()
      .default(
        'openid profile email read:timesheets create:timesheets delete:timesheets approve:timesheets',
      )
      .refine(
        (scope) => scope.split(' ').includes('openid'),
        'must hold openid: a session is of somebody',
      ),
    OIDC_AUDIENCE: z.string().optional(),
    OIDC_ID_TOKEN_ALGORITHMS: algorithms.optional(),
    OIDC_RESOURCE_PARAMETER: z.enum(['audience', 'resource']).default('audience'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    // a private network between the two may be plain http
    API_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:3001'),
    BACKEND_URL: z.url({ protocol: /^https?$/ }).optional(),
    SPA_URL: origin.prefault('http://localhost:5173'),
    SESSION_KEYS: z.string().optional(),
    SESSION_IDLE_MINUTES: minutes(1440).default(30),
    SESSION_MAX_MINUTES: minutes(43_200).default(480),
    DEMO: z.enum(['0', '1']).default('0'),
  })
  .superRefine((env, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    const isDemo = isLoopback(env.SPA_URL)
    if (env.OIDC_BACKEND_AUTH_METHOD === 'private_key_jwt') {
      if (env.OIDC_BACKEND_PRIVATE_KEY === undefined)
        refuse('OIDC_BACKEND_PRIVATE_KEY', 'is needed for private_key_jwt: a private JWK')
    } else if (env.OIDC_BACKEND_CLIENT_SECRET === undefined && !isLoopback(env.OIDC_ISSUER)) {
      refuse('OIDC_BACKEND_CLIENT_SECRET', 'is needed: the mock IdP alone knows the default')
    }
    if (env.SESSION_KEYS === undefined && !isDemo)
      refuse(
        'SESSION_KEYS',
        'is needed where SPA_URL is not this machine: id:32 bytes in base64url',
      )
    if (env.DEMO === '1' && !isDemo)
      refuse('DEMO', 'must be 0 where SPA_URL is not this machine: it shows what tokens say')
  })

/** Where the configuration is injected. */
export const config = Symbol('config')

/** Everything that the environment decides, read once. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly logLevel: string
  readonly databaseUrl: string
  readonly apiUrl: URL
  /** The one origin whose pages may use this back-end. */
  readonly spaOrigin: string
  /** The hosts that requests may name; undefined: any, because nobody said where this is reached. */
  readonly hosts: ReadonlySet<string> | undefined
  /** The first one seals, all open. */
  readonly sessionKeys: readonly SessionKey[]
  /** The keys were made up: sessions end with this process. */
  readonly sessionKeysAreNew: boolean
  readonly limits: { readonly idleSeconds: number; readonly maxSeconds: number }
  /** Keeps what the back channel said, without secrets, for the inspector. */
  readonly demo: boolean
  readonly client: {
    readonly issuer: string
    readonly clientId: string
    readonly scope: string
    /** The API that Access Tokens are for, and how requests name it. */
    readonly audience: string | undefined
    readonly resourceParameter: 'audience' | 'resource'
    readonly idTokenAlgorithms: readonly string[] | undefined
    readonly authentication:
      | {
          readonly method: 'client_secret_basic' | 'client_secret_post'
          readonly secret: string
        }
      | { readonly method: 'private_key_jwt'; readonly jwk: string }
  }
}

/** The environment cannot be used; the message says what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** @throws {ConfigError} with one sentence that names each variable and what is wrong with it. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  // an empty variable in a .env file means: not set
  const set = Object.entries(variables).filter(([, value]) => value !== '')
  const { data: env, error } = environment.safeParse(Object.fromEntries(set))
  if (error) throw configError(error.issues)
  const keys = parseSessionKeys(env.SESSION_KEYS)
  if (typeof keys === 'string') {
    throw configError([{ path: ['SESSION_KEYS'], message: keys }])
  }
  return {
    port: env.PORT,
    host: env.HOST,
    logLevel: env.LOG_LEVEL,
    databaseUrl: env.DATABASE_URL,
    apiUrl: new URL(env.API_URL),
    spaOrigin: env.SPA_URL,
    hosts: hostsOf(env),
    sessionKeys: keys,
    sessionKeysAreNew: env.SESSION_KEYS === undefined,
    limits: {
      idleSeconds: env.SESSION_IDLE_MINUTES * 60,
      maxSeconds: env.SESSION_MAX_MINUTES * 60,
    },
    demo: env.DEMO === '1',
    client: {
      issuer: env.OIDC_ISSUER,
      clientId: env.OIDC_BACKEND_CLIENT_ID,
      scope: env.OIDC_SCOPE,
      audience: env.OIDC_AUDIENCE,
      resourceParameter: env.OIDC_RESOURCE_PARAMETER,
      idTokenAlgorithms: env.OIDC_ID_TOKEN_ALGORITHMS,
      authentication:
        env.OIDC_BACKEND_AUTH_METHOD === 'private_key_jwt'
          ? { method: 'private_key_jwt', jwk: env.OIDC_BACKEND_PRIVATE_KEY ?? '' }
          : {
              method: env.OIDC_BACKEND_AUTH_METHOD,
              secret: env.OIDC_BACKEND_CLIENT_SECRET ?? demoSecret,
            },
    },
  }
}

function configError(issues: readonly { path: PropertyKey[]; message: string }[]): ConfigError {
  const complaints = issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  return new ConfigError(`The back-end cannot start. ${complaints.join('; ')}.`)
}

/** The names of this machine are always ours; elsewhere the names are known or not checked. */
function hostsOf(env: z.output<typeof environment>): ReadonlySet<string> | undefined {
  const isPublic = !loopbackHost.test(env.HOST) && env.HOST !== '::1'
  if (isPublic && env.BACKEND_URL === undefined) return undefined
  const stated = [env.SPA_URL, env.BACKEND_URL].flatMap((url) => (url ? new URL(url).hostname : []))
  return new Set([...stated, 'localhost', '127.0.0.1', '[::1]'])
}
