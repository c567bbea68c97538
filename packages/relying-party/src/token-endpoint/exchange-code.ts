import type { AccessToken } from '../authorization/access-token.ts'
import type { ProviderEnvironment } from '../environment.ts'
import type { IdTokenClaims, PreviousIdToken } from '../id-token/id-token.ts'
import { validateIdToken } from '../id-token/validate-id-token.ts'
import type { CodeHandOver } from '../login/login.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import type { ClientSettings } from '../settings.ts'
import type { ClientAuthentication } from './client-authentication.ts'
import { requestTokens } from './request-tokens.ts'

/** What a code or a refresh token was redeemed for. Every check has passed. */
export interface TokenSet {
  readonly accessToken: AccessToken
  readonly idToken?: string
  /** Of the ID Token, if one came. */
  readonly claims?: IdTokenClaims
  readonly refreshToken?: string
}

export interface CheckedCode extends CodeHandOver {
  readonly maxAge?: number | undefined
  /** Of the ID Token that came with the code, if the flow has one. */
  readonly previous: PreviousIdToken | undefined
}

/** Redeems a code whose ID Token, if there is one, has been checked. */
export async function exchangeCode(
  metadata: ProviderMetadata,
  settings: ClientSettings,
  { code, codeVerifier, nonce, maxAge, previous }: CheckedCode,
  authenticate: ClientAuthentication,
  env: ProviderEnvironment,
): Promise<TokenSet> {
  const { scope, redirectUri } = settings
  const parameters = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: codeVerifier,
  }
  const request = { parameters, scope, idTokenIsPromised: scope.split(' ').includes('openid') }
  const response = await requestTokens(metadata, settings, request, authenticate, env)
  if (response.idToken === undefined) return response
  const claims = await validateIdToken(
    response.idToken,
    metadata,
    settings,
    {
      origin: {
        endpoint: 'token',
        refreshed: false,
        besideAccessToken: true,
        besideCode: false,
      },
      nonce,
      maxAge,
      accessToken: response.accessToken.value,
      code: undefined,
      previous,
    },
    env,
    'token-response',
  )
  return { ...response, claims }
}
