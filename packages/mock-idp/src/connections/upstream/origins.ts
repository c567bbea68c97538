import type { Provider } from '../../provider.ts'
import type { Client } from '../../tenant/client.ts'
import { enabledConnections } from '../enabled.ts'

/** Where the buttons of an application's connections lead to. */
export const upstreamOrigins = (provider: Provider, client: Client): readonly string[] =>
  enabledConnections(provider, client).flatMap((connection) => {
    if ('issuer' in connection) return [new URL(connection.issuer).origin]
    return 'entryPoint' in connection ? [new URL(connection.entryPoint).origin] : []
  })
