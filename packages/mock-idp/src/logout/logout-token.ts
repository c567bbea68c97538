import { secretKey } from '../keys/signing-key.ts'
import { seconds } from '../provider.ts'
import type { Provider } from '../provider.ts'
import { randomId } from '../random.ts'
import type { Client } from '../tenant/client.ts'
import { draftToken } from '../tokens/draft.ts'
import type { TokenDraft } from '../tokens/draft.ts'

/** Seconds: it is sent at once. */
const lifetime = 120

/**
 * Drafts a logout token as it should be.
 *
 * @see OpenID Connect Back-Channel Logout §2.4 https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken
 */
export async function draftLogoutToken(
  provider: Provider,
  client: Client,
  { sub, sid }: { readonly sub: string; readonly sid: string },
): Promise<TokenDraft> {
  const iat = seconds(provider)
  const alg = client.idTokenSigningAlg
  const key =
    alg === 'HS256'
      ? await secretKey(client.clientSecret ?? '')
      : await provider.keys.signingKey(alg)
  const claims = {
    iss: provider.issuer,
    aud: client.clientId,
    iat,
    exp: iat + lifetime,
    jti: randomId(16),
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    sub,
    sid,
  }
  return draftToken('logout+jwt', claims, key)
}
