import { mayRefresh } from '../authorize/granted-scopes.ts'
import { cutOff } from '../faults/http.ts'
import { inject } from '../faults/inject.ts'
import type { FaultOrder } from '../faults/inject.ts'
import { tokenResponseInjectors } from '../faults/token-response.ts'
import type { TokenResponseDraft } from '../faults/token-response.ts'
import { findApi } from '../provider.ts'
import type { Provider } from '../provider.ts'
import { randomId } from '../random.ts'
import type { Grant } from '../stores/grants.ts'
import type { Client } from '../tenant/client.ts'
import { issueAccessToken } from '../tokens/access-token.ts'
import { toldScope } from '../tokens/told-scope.ts'
import { draftIdToken } from '../tokens/id-token.ts'
import { signDraft } from '../tokens/sign-draft.ts'

/** What a token request has earned. */
export interface TokenGrant {
  readonly grant: Grant
  /** Those of the new Access Token: a refresh may ask for fewer. */
  readonly scopes: readonly string[]
  readonly requestedScopes: readonly string[]
  readonly idToken: boolean
  /** `new` starts a family of refresh tokens; a date continues one. */
  readonly refreshToken: 'new' | 'none' | { readonly expiresAt: number }
  readonly refreshed?: boolean
}

/**
 * Builds the answer of the token endpoint.
 *
 * @see RFC 6749 §5.1 https://www.rfc-editor.org/rfc/rfc6749#section-5.1
 */
export async function tokenResponse(
  provider: Provider,
  client: Client,
  granted: TokenGrant,
  faults: FaultOrder,
): Promise<Response> {
  const { grant, scopes, requestedScopes, refreshed = false } = granted
  const token = await issueAccessToken(
    provider,
    grant,
    { issuedBy: 'token-endpoint', scopes },
    faults,
  )
  const refreshToken = issueRefreshToken(provider, client, granted)
  const draft: TokenResponseDraft = {
    refreshed,
    idToken: granted.idToken
      ? await draftIdToken(provider, client, grant, { accessToken: token.value }, faults)
      : undefined,
    body: {
      access_token: token.value,
      token_type: 'Bearer',
      expires_in: token.expiresIn,
      // a refresh tells it always, as at Auth0: the client asked for it long ago
      scope: refreshed ? scopes.join(' ') : toldScope(scopes, requestedScopes),
      refresh_token: refreshToken,
    },
    status: 200,
    lost: false,
  }
  await inject('token-response', tokenResponseInjectors, draft, provider, faults)
  return send(draft)
}

async function send({ idToken, body, status, lost }: TokenResponseDraft): Promise<Response> {
  const response = Response.json(
    { ...body, id_token: idToken && (await signDraft(idToken)) },
    { status, headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache' } },
  )
  return lost ? cutOff(response) : response
}

function issueRefreshToken(
  provider: Provider,
  client: Client,
  { grant, refreshToken }: TokenGrant,
): string | undefined {
  if (refreshToken === 'none' || !mayRefresh(client, findApi(provider, grant.audience))) {
    return undefined
  }
  const now = provider.now().getTime()
  const expiresAt =
    refreshToken === 'new' ? now + client.refreshTokens.lifetime * 1000 : refreshToken.expiresAt
  const value = randomId()
  provider.refreshTokens.set(value, { grant, expiresAt }, (expiresAt - now) / 1000)
  return value
}
