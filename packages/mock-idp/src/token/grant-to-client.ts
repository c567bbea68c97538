import { OAuthError } from '../refusals.ts'
import { words } from '../parameters.ts'
import { findApi, seconds } from '../provider.ts'
import { randomId } from '../random.ts'
import type { Grant } from '../stores/grants.ts'
import { noClaims } from '../tokens/claims-request.ts'
import type { TokenRequest } from './grant-types.ts'
import type { TokenGrant } from './token-response.ts'

/**
 * Grants a client access on its own behalf (RFC 6749 §4.4).
 *
 * @throws {OAuthError} access_denied for an API it is not allowed to call
 */
export function grantToClient({ provider, client, parameters }: TokenRequest): TokenGrant {
  const audience = parameters.one('audience') ?? parameters.one('resource')
  const api = findApi(provider, audience)
  const allowed = client.apiGrants[audience ?? '']
  if (!api || !allowed) {
    throw new OAuthError(
      'token-request.audience',
      'Client has not been granted access to this API.',
    )
  }
  const requested = words(parameters.one('scope'))
  const granted = allowed.filter((scope) => api.scopes.some(({ name }) => name === scope))
  const scopes =
    requested.length > 0 ? requested.filter((scope) => granted.includes(scope)) : granted
  const grant: Grant = {
    id: randomId(16),
    clientId: client.clientId,
    // Auth0's form: no user can have it
    sub: `${client.clientId}@clients`,
    scopes,
    requestedScopes: requested,
    audience: api.identifier,
    claims: noClaims,
    authTime: seconds(provider),
    tellAuthTime: false,
    sessionId: '',
    faults: [],
    revoked: false,
  }
  return { grant, scopes, requestedScopes: requested, idToken: false, refreshToken: 'none' }
}
