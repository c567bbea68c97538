import type { Exchange } from '../exchange.ts'
import { faultOrderOf } from '../faults/inject.ts'
import { describeRequest } from '../log/describe-request.ts'
import { OAuthError } from '../refusals.ts'
import { bodyParameters } from '../parameters.ts'
import { authenticateClient } from '../token/client-authentication.ts'
import { isTokenGrantType, tokenGrantTypes } from '../token/grant-types.ts'
import { tokenResponse } from '../token/token-response.ts'

/**
 * The token endpoint.
 *
 * @throws {OAuthError}
 * @see RFC 6749 §3.2 https://www.rfc-editor.org/rfc/rfc6749#section-3.2
 */
export async function token(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const parameters = await bodyParameters(exchange.req.raw)
  describeRequest(entry, parameters)
  const repeated = parameters.repeated.filter((name) => name !== 'resource')
  if (repeated.length > 0) {
    throw new OAuthError('token-request.once', `sent more than once: ${repeated.join(', ')}`)
  }
  const client = await authenticateClient(provider, exchange.req.raw, parameters)
  entry.clientId = client.clientId
  const grantType = parameters.one('grant_type')
  if (grantType === undefined)
    throw new OAuthError('token-request.grant_type.present', 'grant_type is missing')
  if (!isTokenGrantType(grantType)) {
    throw new OAuthError('token-request.grant_type.supported', 'this grant_type is not supported')
  }
  if (!client.grantTypes.includes(grantType)) {
    throw new OAuthError(
      'token-request.grant_type.allowed',
      `Grant type '${grantType}' not allowed for the client.`,
    )
  }
  const granted = await tokenGrantTypes[grantType]({ provider, client, parameters })
  return tokenResponse(provider, client, granted, faultOrderOf(granted.grant, entry.faults))
}
