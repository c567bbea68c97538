import type { Exchange } from '../exchange.ts'
import { inject } from '../faults/inject.ts'
import { jwksInjectors } from '../faults/jwks.ts'

/** The public keys (RFC 7517 §5). */
export async function jwks(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const set = { keys: [...(await provider.keys.publicKeys())] }
  await inject('jwks', jwksInjectors, set, provider, { requested: [], committed: entry.faults })
  // clients keep keys themselves; a copy in the HTTP cache would outlive a rotation
  return Response.json(set, { headers: { 'Cache-Control': 'no-cache' } })
}
