import { OAuthError } from '../refusals.ts'
import { words } from '../parameters.ts'
import { findUser } from '../provider.ts'
import type { RefreshTokenRecord } from '../stores/grants.ts'
import { checkResource } from './check-resource.ts'
import type { TokenRequest } from './grant-types.ts'
import type { TokenGrant } from './token-response.ts'

/**
 * Redeems a refresh token. With rotation each use returns a new one and ends the old one; using an
 * old one again ends them all, because then two parties hold them.
 *
 * @throws {OAuthError} invalid_grant, invalid_scope
 * @see RFC 9700 §4.14.2 https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2
 */
export function redeemRefreshToken({ provider, client, parameters }: TokenRequest): TokenGrant {
  const token = parameters.one('refresh_token')
  if (token === undefined)
    throw new OAuthError('token-request.refresh_token.present', 'refresh_token is missing')
  const record = provider.refreshTokens.get(token)
  const user = findUser(provider, record?.grant.sub)
  if (record?.grant.clientId !== client.clientId || !user || user.blocked) {
    throw new OAuthError('token-request.refresh_token.known', 'Unknown or invalid refresh token.')
  }
  const now = provider.now().getTime()
  const reused =
    record.rotatedAt !== undefined && now >= record.rotatedAt + client.refreshTokens.leeway * 1000
  if (reused) record.grant.revoked = true
  if (record.grant.revoked) {
    throw new OAuthError('token-request.refresh_token.unused', 'Unknown or invalid refresh token.')
  }
  checkResource(record.grant, parameters)
  const scopes = narrowed(record, parameters.one('scope'))
  if (client.refreshTokens.rotation) record.rotatedAt ??= now
  return {
    grant: record.grant,
    scopes,
    requestedScopes: scopes,
    idToken: scopes.includes('openid'),
    refreshed: true,
    refreshToken: client.refreshTokens.rotation ? { expiresAt: record.expiresAt } : 'none',
  }
}

/** The same scopes or fewer; asking for more needs the end-user (RFC 6749 §6). */
function narrowed({ grant }: RefreshTokenRecord, asked: string | undefined): readonly string[] {
  const scopes = words(asked)
  const wider = scopes.find((scope) => !grant.scopes.includes(scope))
  if (wider !== undefined) {
    throw new OAuthError(
      'token-request.scope.narrower',
      'a refresh cannot ask for more than was granted',
    )
  }
  return scopes.length > 0 ? scopes : grant.scopes
}
