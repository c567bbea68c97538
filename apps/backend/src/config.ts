import { z } from 'zod'

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3002),
  // containers listen on 0.0.0.0; a developer's machine offers nothing to its network
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly logLevel: string
}

/** The environment cannot be used; the message says what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** @throws {ConfigError} with one sentence that names each variable and what is wrong with it. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  // an empty variable in a .env file means: not set
  const set = Object.entries(variables).filter(([, value]) => value !== '')
  const { data, error } = environment.safeParse(Object.fromEntries(set))
  if (error) {
    const complaints = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new ConfigError(`The back-end cannot start. ${complaints.join('; ')}.`)
  }
  return { port: data.PORT, host: data.HOST, logLevel: data.LOG_LEVEL }
}
