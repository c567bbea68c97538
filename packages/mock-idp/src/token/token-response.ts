import { mayRefresh } from '../authorize/granted-scopes.ts'
import { findApi } from '../provider.ts'
import type { Provider } from '../provider.ts'
import { randomId } from '../random.ts'
import type { Grant } from '../stores/grants.ts'
import type { Client } from '../tenant/client.ts'
import { issueAccessToken } from '../tokens/access-token.ts'
import { issueIdToken } from '../tokens/id-token.ts'

/** What a token request has earned. */
export interface TokenGrant {
  readonly grant: Grant
  /** Those of the new Access Token: a refresh may ask for fewer. */
  readonly scopes: readonly string[]
  readonly requestedScopes: readonly string[]
  readonly idToken: boolean
  /** `new` starts a family of refresh tokens; a date continues one. */
  readonly refreshToken: 'new' | 'none' | { readonly expiresAt: number }
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
): Promise<Record<string, unknown>> {
  const { grant, scopes, requestedScopes, idToken } = granted
  const { value, expiresIn } = await issueAccessToken(provider, grant, scopes, 'token-endpoint')
  const refreshToken = issueRefreshToken(provider, client, granted)
  const changed = scopes.length !== requestedScopes.length
  return {
    access_token: value,
    token_type: 'Bearer',
    expires_in: expiresIn,
    ...(changed && { scope: scopes.join(' ') }),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    ...(idToken && {
      id_token: await issueIdToken(
        provider,
        client,
        grant,
        { accessToken: value },
        { requested: grant.faults },
      ),
    }),
  }
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
