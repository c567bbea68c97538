import type { Exchange } from '../exchange.ts'

/** The public keys (RFC 7517 §5). */
export async function jwks(exchange: Exchange): Promise<Response> {
  const keys = await exchange.var.provider.keys.publicKeys()
  // clients keep keys themselves; a copy in the HTTP cache would outlive a rotation
  return Response.json({ keys }, { headers: { 'Cache-Control': 'no-cache' } })
}
