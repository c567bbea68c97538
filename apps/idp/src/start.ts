import { createMockIdp } from '@frontchannel/mock-idp'
import type { LogSink, MockIdp } from '@frontchannel/mock-idp'
import type { Config } from './config.ts'
import { listen } from './listen.ts'
import type { Listening } from './listen.ts'
import { readTenant } from './read-tenant.ts'

export interface RunningIdp extends Listening {
  readonly idp: MockIdp
}

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
  return { ...listening, idp }
}
