import type { Exchange } from '../exchange.ts'
import { describeRequest } from '../log/describe-request.ts'
import { OAuthError } from '../refusals.ts'
import { bodyParameters } from '../parameters.ts'
import { authenticateClient } from '../token/client-authentication.ts'

/**
 * The revocation endpoint. Says the same whether it revoked something or not.
 *
 * Revoking an Access Token ends it at userinfo; an API that reads JWTs by itself takes it until
 * it expires.
 *
 * @throws {OAuthError}
 * @see RFC 7009 §2 https://www.rfc-editor.org/rfc/rfc7009#section-2
 */
export async function revoke(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const parameters = await bodyParameters(exchange.req.raw)
  describeRequest(entry, parameters)
  const client = await authenticateClient(provider, exchange.req.raw, parameters)
  entry.clientId = client.clientId
  const token = parameters.one('token')
  if (token === undefined) throw new OAuthError('revocation-request.token', 'token is missing')

  const refresh = provider.refreshTokens.get(token)
  // the whole grant: Access Tokens of a revoked refresh token end with it (RFC 7009 §2.1)
  if (refresh?.grant.clientId === client.clientId) refresh.grant.revoked = true
  const access = provider.accessTokens.get(token)
  if (access?.grant.clientId === client.clientId) provider.accessTokens.delete(token)
  return new Response(null, { status: 200, headers: { 'Cache-Control': 'no-store' } })
}
