import { idTokenInjectors } from '../faults/id-token/index.ts'
import { inject } from '../faults/inject.ts'
import type { FaultOrder } from '../faults/inject.ts'
import { secretKey } from '../keys/signing-key.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import { findUser, seconds } from '../provider.ts'
import type { Provider } from '../provider.ts'
import type { Grant } from '../stores/grants.ts'
import type { Client } from '../tenant/client.ts'
import { draftToken } from './draft.ts'
import type { JsonObject, TokenDraft } from './draft.ts'
import { tokenHash } from './token-hash.ts'
import { userClaims } from './user-claims.ts'

/** What an ID Token is bound to by hash. */
export interface Companions {
  readonly accessToken?: string | undefined
  readonly code?: string | undefined
}

/**
 * Drafts an ID Token, with the faults that were ordered.
 *
 * @see OpenID Connect Core §2 https://openid.net/specs/openid-connect-core-1_0.html#IDToken
 */
export async function draftIdToken(
  provider: Provider,
  client: Client,
  grant: Grant,
  { accessToken, code }: Companions,
  faults: FaultOrder,
): Promise<TokenDraft> {
  const alg = client.idTokenSigningAlg
  const iat = seconds(provider)
  const hashes: JsonObject = {
    ...(accessToken !== undefined && { at_hash: await tokenHash(accessToken, alg) }),
    ...(code !== undefined && { c_hash: await tokenHash(code, alg) }),
  }
  const claims: JsonObject = {
    ...profileOf(provider, client, grant),
    ...grant.ruleClaims?.idToken,
    iss: provider.issuer,
    sub: grant.sub,
    aud: client.clientId,
    iat,
    exp: iat + client.idTokenLifetime,
    ...(grant.nonce !== undefined && { nonce: grant.nonce }),
    ...hashes,
    ...loginClaims(client, grant),
  }
  const draft = draftToken('JWT', claims, await keyOf(provider, client))
  await inject('id-token', idTokenInjectors, draft, provider, faults)
  return draft
}

/** A third party learns who the end-user is from userinfo only (OIDC Core §5.4). */
function profileOf(provider: Provider, client: Client, grant: Grant): JsonObject {
  const user = findUser(provider, grant.sub)
  if (!user) return {}
  return userClaims(user, client.firstParty ? grant.scopes : [], Object.keys(grant.claims.idToken))
}

function loginClaims(client: Client, grant: Grant): JsonObject {
  const asked = (claim: string): boolean => Object.hasOwn(grant.claims.idToken, claim)
  return {
    ...((grant.tellAuthTime || asked('auth_time')) && { auth_time: grant.authTime }),
    ...(grant.acr !== undefined && { acr: grant.acr }),
    ...((client.backchannelLogoutUri !== undefined || asked('sid')) && { sid: grant.sessionId }),
  }
}

const keyOf = (provider: Provider, client: Client): Promise<SigningKey> =>
  client.idTokenSigningAlg === 'HS256'
    ? secretKey(client.clientSecret ?? '')
    : provider.keys.signingKey(client.idTokenSigningAlg)
