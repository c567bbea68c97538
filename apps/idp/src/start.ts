import { randomBytes } from 'node:crypto'
import { createMockIdp } from '@frontchannel/mock-idp'
import type { LogSink, MockIdp } from '@frontchannel/mock-idp'
import type { Config } from './config.ts'
import { listen } from './listen.ts'
import { readTenant } from './read-tenant.ts'

export interface RunningIdp {
  readonly idp: MockIdp
  readonly control: { readonly url: string; readonly secret: string } | undefined
  readonly close: () => Promise<void>
}

type ControlConfig = NonNullable<Config['control']>

/**
 * Starts the provider of a configuration.
 *
 * @throws {ConfigError | TenantError} in words for whoever started it
 */
export async function start(config: Config, log: LogSink): Promise<RunningIdp> {
  const { variables } = config
  const tenant = await readTenant(config.tenantFile, variables)
  // a connection may come in before the port is known that port 0 stands for
  const started: { idp?: MockIdp } = {}
  const answer = async (request: Request): Promise<Response> =>
    started.idp?.fetch(request) ?? new Response(null, { status: 503 })
  const listening = await listen(answer, config.host, config.port)
  const issuer = config.issuer ?? `http://localhost:${listening.port}/`
  const idp = createMockIdp({ issuer, tenant, variables, log })
  started.idp = idp
  const control =
    config.control &&
    (await startControl(idp, config.control).catch(async (error: unknown) => {
      await listening.close() // or the process would go on without what it was asked for
      throw error
    }))
  return {
    idp,
    control,
    close: async () => {
      await Promise.all([listening.close(), control?.close()])
    },
  }
}

/** On loopback whatever HOST says: who reaches it can forge any token. */
async function startControl(idp: MockIdp, { port, secret = randomSecret() }: ControlConfig) {
  const listening = await listen(idp.controlPlane(secret), 'localhost', port)
  return { url: `http://127.0.0.1:${listening.port}`, secret, close: listening.close }
}

const randomSecret = (): string => randomBytes(32).toString('base64url')
