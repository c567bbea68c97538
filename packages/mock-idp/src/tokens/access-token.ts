import { accessTokenInjectors } from '../faults/access-token/index.ts'
import { inject } from '../faults/inject.ts'
import type { FaultOrder } from '../faults/inject.ts'
import { randomId } from '../random.ts'
import { secretKey } from '../keys/signing-key.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import { endpointUrl, findApi, findUser, seconds } from '../provider.ts'
import type { Provider } from '../provider.ts'
import type { Grant } from '../stores/grants.ts'
import type { Api } from '../tenant/api.ts'
import { draftToken } from './draft.ts'
import type { JsonObject, TokenDraft } from './draft.ts'
import { signDraft } from './sign-draft.ts'

/** Where a token is handed out; what a browser gets lives shorter. */
type IssuedBy = 'authorization-endpoint' | 'token-endpoint'

/** Tokens that are good for userinfo only, as at Auth0. Seconds. */
const opaqueLifetimes: Readonly<Record<IssuedBy, number>> = {
  'authorization-endpoint': 7200,
  'token-endpoint': 86_400,
}

export interface AccessToken {
  readonly value: string
  readonly expiresIn: number
}

/** What one token of a grant may do, which may be less than the grant. */
export interface AccessTokenTerms {
  readonly issuedBy: IssuedBy
  readonly scopes: readonly string[]
  /** Seconds. */
  readonly longestLifetime?: number | undefined
}

/**
 * Issues an Access Token: a JWT for the API of the grant, or an opaque one for userinfo if the
 * grant names no API.
 */
export async function issueAccessToken(
  provider: Provider,
  grant: Grant,
  { issuedBy, scopes, longestLifetime = Infinity }: AccessTokenTerms,
  faults: FaultOrder,
): Promise<AccessToken> {
  const api = findApi(provider, grant.audience)
  const lifetime = api ? apiLifetime(api, issuedBy) : opaqueLifetimes[issuedBy]
  const expiresIn = Math.min(lifetime, longestLifetime)
  let value = randomId()
  if (api) {
    const draft = await draftAccessToken(provider, grant, scopes, api, expiresIn)
    await inject('access-token', accessTokenInjectors, draft, provider, faults)
    value = await signDraft(draft)
  }
  provider.accessTokens.set(value, { grant, scopes }, expiresIn)
  return { value, expiresIn }
}

const apiLifetime = (api: Api, issuedBy: IssuedBy): number =>
  issuedBy === 'authorization-endpoint' ? api.browserLifetime : api.lifetime

/**
 * Drafts a JWT Access Token as it should be.
 *
 * @see RFC 9068 §2 https://www.rfc-editor.org/rfc/rfc9068#section-2
 */
export async function draftAccessToken(
  provider: Provider,
  grant: Grant,
  scopes: readonly string[],
  api: Api,
  expiresIn: number,
): Promise<TokenDraft> {
  const iat = seconds(provider)
  const rfc9068 = api.tokenDialect === 'rfc9068'
  const claims: JsonObject = {
    iss: provider.issuer,
    sub: grant.sub,
    aud: audienceOf(provider, api, scopes),
    iat,
    exp: iat + expiresIn,
    ...(rfc9068 && { jti: randomId(16), client_id: grant.clientId }),
    azp: grant.clientId,
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    ...findUser(provider, grant.sub)?.accessTokenClaims,
    ...grant.ruleClaims?.accessToken,
  }
  return draftToken(rfc9068 ? 'at+jwt' : 'JWT', claims, await keyOf(provider, api))
}

/** With `openid` the same token opens userinfo, unless the API's key is a secret shared with it. */
function audienceOf(provider: Provider, api: Api, scopes: readonly string[]): string | string[] {
  if (!scopes.includes('openid') || api.signingAlg === 'HS256') return api.identifier
  return [api.identifier, endpointUrl(provider, 'userinfo')]
}

const keyOf = (provider: Provider, api: Api): Promise<SigningKey> =>
  api.signingAlg === 'HS256'
    ? secretKey(api.signingSecret ?? '')
    : provider.keys.signingKey(api.signingAlg)
