import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** What a deployment may say. Everything else has its place in the tenant file. */
const schema = z
  .object({
    NODE_ENV: z
      .string()
      .optional()
      .refine((mode) => mode !== 'production', {
        message:
          'is "production": the mock IdP signs with public keys and misbehaves on command, so it never runs there',
      }),
    PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
    HOST: z.string().default('localhost'),
    IDP_ISSUER: z.url().optional(),
    IDP_TENANT: z.string().default(defaultTenant()),
    IDP_CONTROL_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
    IDP_CONTROL_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
    SPA_URL: z.url().default('http://localhost:5173'),
    API_URL: z.url().default('http://localhost:3001'),
    BACKEND_URL: z.url().default('http://localhost:3002'),
    /** Names of connections, or `all`: those that are on, whatever the tenant file says. */
    IDP_CONNECTIONS: z.string().optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be smtp://… or smtps://…' }).optional(),
    MAIL_FROM: z.string().default('ExampleCo <login@exampleco.example>'),
    OIDC_BACKEND_CLIENT_SECRET: z.string().min(1).default('backend-secret-for-the-demo-only'),
  })
  .transform(({ SPA_URL, API_URL, BACKEND_URL, OIDC_BACKEND_CLIENT_SECRET, ...env }) => ({
    port: env.PORT,
    host: env.HOST,
    issuer: env.IDP_ISSUER,
    tenantFile: env.IDP_TENANT,
    /** Without a port there is no control plane. */
    control:
      env.IDP_CONTROL_PORT === undefined
        ? undefined
        : { port: env.IDP_CONTROL_PORT, secret: env.IDP_CONTROL_SECRET },
    connections: env.IDP_CONNECTIONS?.split(/[\s,]+/).filter(Boolean),
    /** Without a server mails stay in the outbox. */
    mail: env.SMTP_URL === undefined ? undefined : { url: env.SMTP_URL, from: env.MAIL_FROM },
    /** What `${NAME}` in the tenant file may stand for, besides the environment. */
    variables: {
      SPA_URL: withoutSlash(SPA_URL),
      API_URL: withoutSlash(API_URL),
      BACKEND_URL: withoutSlash(BACKEND_URL),
      OIDC_BACKEND_CLIENT_SECRET,
    },
  }))

type Environment = Readonly<Record<string, string | undefined>>

export interface Config extends z.output<typeof schema> {
  readonly variables: z.output<typeof schema>['variables'] & Environment
}

/** The configuration cannot be used; the message is one sentence for each problem. */
export class ConfigError extends Error {}

/**
 * Reads the configuration.
 *
 * @param given what the command line says, by variable; it goes before the environment
 * @throws {ConfigError}
 */
export function readConfig(given: Environment = {}, base: Environment = process.env): Config {
  const env = { ...base, ...given }
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = schema.safeParse(present)
  if (result.success) {
    return { ...result.data, variables: { ...env, ...result.data.variables } }
  }
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  throw new ConfigError(problems.join('\n'))
}

const withoutSlash = (url: string): string => url.replace(/\/$/, '')

function defaultTenant(): string {
  return fileURLToPath(new URL('../tenants/exampleco.json', import.meta.url))
}
