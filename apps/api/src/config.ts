import { z } from 'zod'
import { algorithms, type Algorithm } from './access-token/keys/signing-keys.ts'
import { profileIds } from './access-token/profiles.ts'

const loopbackHost = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Keys and tokens that travel in the clear can be exchanged on the way: RFC 9700 §2.6. */
const secureUrl = (production: boolean) =>
  z.url({ protocol: /^https?$/ }).refine(
    (value) => {
      if (!URL.canParse(value)) return true // refused already
      const { protocol, hostname } = new URL(value)
      return protocol === 'https:' || (!production && loopbackHost.test(hostname))
    },
    production
      ? 'must begin with https:// when NODE_ENV is production'
      : 'must begin with https://, or http:// on a loopback host',
  )

const origin = z
  .url({ protocol: /^https?$/ })
  .transform((value) => (URL.canParse(value) ? new URL(value).origin : value))
  .describe('an origin')

const list = z
  .string()
  .default('')
  .transform((value) => value.split(' ').filter((item) => item !== ''))

const schemaFor = (production: boolean) =>
  z.object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
    HOST: z.string().default('127.0.0.1'),
    OIDC_ISSUER: secureUrl(production),
    OIDC_AUDIENCE: z.string().min(1),
    OIDC_JWKS_URI: secureUrl(production).optional(),
    OIDC_ALLOWED_CLIENTS: list,
    OIDC_DOCS_CLIENT_ID: z.string().optional(),
    OIDC_RESOURCE_PARAMETER: z.enum(['audience', 'resource']).default('audience'),
    ACCESS_TOKEN_PROFILE: z.enum(profileIds).default('rfc9068'),
    ACCESS_TOKEN_ALGORITHMS: list
      .transform((names) => (names.length === 0 ? ['RS256'] : names))
      .pipe(z.array(z.enum(algorithms))),
    ACCESS_TOKEN_MAX_AGE_SECONDS: z.coerce.number().int().min(60).default(86_400),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    SPA_URL: origin.optional(),
    API_URL: z.url({ protocol: /^https?$/ }).optional(),
    RATE_LIMIT_PER_MINUTE: z.coerce
      .number()
      .int()
      .min(0)
      .default(production ? 6000 : 0),
    API_SEED_DEMO: z.enum(['0', '1']).default('0'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info'),
  })

/** Where the configuration is injected. */
export const config = Symbol('config')

/** Everything that the environment decides, read once. */
export interface Config {
  readonly production: boolean
  readonly host: string
  readonly port: number
  readonly databaseUrl: string
  readonly seedDemo: boolean
  readonly logLevel: string
  /** For each principal; 0 for any number. */
  readonly requestsPerMinute: number
  /** The one origin whose pages may call the API from a browser. */
  readonly spaOrigin: string | undefined
  /** Where clients reach this API, if it is known. */
  readonly publicUrl: string | undefined
  /** How the page at /docs asks for a token. */
  readonly docs: {
    readonly clientId: string | undefined
    readonly resourceParameter: 'audience' | 'resource'
  }
  readonly accessToken: {
    readonly issuer: string
    readonly audience: string
    readonly jwksUri: string | undefined
    readonly profile: (typeof profileIds)[number]
    readonly algorithms: readonly Algorithm[]
    readonly maxAgeSeconds: number
    /** Clients whose tokens are accepted; empty: every client of the issuer. */
    readonly allowedClients: readonly string[]
  }
}

/** The environment cannot be used; the message says what to change. */
export class ConfigError extends Error {}

/** @throws {ConfigError} with one sentence that names each variable and what is wrong with it. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const production = environment['NODE_ENV'] === 'production'
  // an empty variable in a .env file means: not set
  const set = Object.entries(environment).filter(([, value]) => value !== '')
  const { data: env, error } = schemaFor(production).safeParse(Object.fromEntries(set), {
    error: ({ input }) => (input === undefined ? 'is not set' : undefined),
  })
  if (error) {
    const complaints = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new ConfigError(`The API cannot start. ${complaints.join('; ')}.`)
  }
  return {
    production,
    host: env.HOST,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    seedDemo: env.API_SEED_DEMO === '1',
    logLevel: env.LOG_LEVEL,
    requestsPerMinute: env.RATE_LIMIT_PER_MINUTE,
    spaOrigin: env.SPA_URL,
    publicUrl: env.API_URL,
    docs: { clientId: env.OIDC_DOCS_CLIENT_ID, resourceParameter: env.OIDC_RESOURCE_PARAMETER },
    accessToken: {
      issuer: env.OIDC_ISSUER,
      audience: env.OIDC_AUDIENCE,
      jwksUri: env.OIDC_JWKS_URI,
      profile: env.ACCESS_TOKEN_PROFILE,
      algorithms: env.ACCESS_TOKEN_ALGORITHMS,
      maxAgeSeconds: env.ACCESS_TOKEN_MAX_AGE_SECONDS,
      allowedClients: env.OIDC_ALLOWED_CLIENTS,
    },
  }
}
