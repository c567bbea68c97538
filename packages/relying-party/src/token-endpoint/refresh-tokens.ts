import type { ProviderEnvironment } from '../environment.ts'
import type { IdTokenClaims } from '../id-token/id-token.ts'
import { validateIdToken } from '../id-token/validate-id-token.ts'
import { discover } from '../provider/discover.ts'
import type { ClientSettings } from '../settings.ts'
import type { ClientAuthentication } from './client-authentication.ts'
import type { TokenSet } from './exchange-code.ts'
import { requestTokens } from './request-tokens.ts'

export interface RefreshRequest {
  readonly refreshToken: string
  /** What the tokens before were good for; never more is asked for. */
  readonly scope: string
  /** Of the ID Token of the login. */
  readonly previous: IdTokenClaims
}

/**
 * Redeems a refresh token. An ID Token in the answer has to be about the same login; where the
 * provider does not rotate, the refresh token stays the one that was sent.
 *
 * Does NOT keep two callers from refreshing at once: with rotation the second would end the session.
 *
 * @throws {TokenError} `invalid_grant` if the session at the provider is over
 * @throws {ProtocolError} `id-token.*`, `token-response.*`
 * @throws {ProviderError} if the provider cannot be asked
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.12.2 OpenID Connect Core §12.2}
 */
export async function refreshTokens(
  settings: ClientSettings,
  { refreshToken, scope, previous }: RefreshRequest,
  authenticate: ClientAuthentication,
  env: ProviderEnvironment,
): Promise<TokenSet> {
  const metadata = await discover(settings.issuer, env, 'token-request')
  const parameters = { grant_type: 'refresh_token', refresh_token: refreshToken }
  const request = { parameters, scope, idTokenIsPromised: false }
  const answer = await requestTokens(metadata, settings, request, authenticate, env)
  const response = { refreshToken, ...answer }
  if (response.idToken === undefined) return { ...response, claims: previous }
  const claims = await validateIdToken(
    response.idToken,
    metadata,
    settings,
    {
      origin: { endpoint: 'token', refreshed: true, besideAccessToken: true, besideCode: false },
      nonce: previous.nonce ?? '',
      maxAge: undefined,
      accessToken: response.accessToken.value,
      code: undefined,
      previous,
    },
    env,
    'token-response',
  )
  return { ...response, claims }
}
