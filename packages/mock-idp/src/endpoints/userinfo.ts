import { userinfoInjectors } from '../faults/userinfo.ts'
import { faultOrderOf, inject } from '../faults/inject.ts'
import type { FaultOrder } from '../faults/inject.ts'
import { signedUserinfoInjectors } from '../faults/signed-userinfo.ts'
import type { SignedUserinfo } from '../faults/signed-userinfo.ts'
import type { Exchange } from '../exchange.ts'
import { errorOf, OAuthError } from '../refusals.ts'
import type { RefusalId } from '../refusals.ts'
import { bodyParameters } from '../parameters.ts'
import { findClient, findUser } from '../provider.ts'
import type { Provider } from '../provider.ts'
import type { AccessTokenRecord } from '../stores/grants.ts'
import { draftToken } from '../tokens/draft.ts'
import type { JsonObject } from '../tokens/draft.ts'
import { signDraft } from '../tokens/sign-draft.ts'
import { userClaims } from '../tokens/user-claims.ts'

/**
 * The userinfo endpoint: claims about the end-user, for the holder of an Access Token with scope
 * `openid`. Signed if the client registered an algorithm.
 *
 * @throws {OAuthError}
 * @see OpenID Connect Core §5.3 https://openid.net/specs/openid-connect-core-1_0.html#UserInfo
 */
export async function userinfo(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const { grant, scopes } = findAccessToken(provider, await bearerToken(exchange.req.raw))
  entry.clientId = grant.clientId
  if (!scopes.includes('openid')) {
    throw challenge('userinfo-request.scope', 'userinfo needs the scope openid', 'openid')
  }
  const user = findUser(provider, grant.sub)
  if (!user) throw challenge('userinfo-request.token', 'the end-user is gone')
  const names = Object.keys(grant.claims.userinfo)
  const claims: JsonObject = {
    ...userClaims(user, scopes, names),
    ...grant.ruleClaims?.idToken,
    sub: grant.sub,
  }
  const faults = faultOrderOf(grant, entry.faults)
  await inject('userinfo', userinfoInjectors, claims, provider, faults)
  return respond(provider, claims, faults)
}

async function respond(
  provider: Provider,
  claims: JsonObject,
  faults: FaultOrder,
): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  const { clientId } = faults
  const alg = findClient(provider, clientId)?.userinfoSigningAlg
  if (!alg) return Response.json(claims, { headers })
  const key = await provider.keys.signingKey(alg)
  const token = draftToken('JWT', { ...claims, iss: provider.issuer, aud: clientId }, key)
  const answer: SignedUserinfo = { token, asJson: false }
  await inject('signed-userinfo', signedUserinfoInjectors, answer, provider, faults)
  if (answer.asJson) return Response.json(claims, { headers })
  return new Response(await signDraft(token), {
    headers: { ...headers, 'Content-Type': 'application/jwt' },
  })
}

/** RFC 6750 §2.1 and §2.2: the header or the form body, never the query, never both. */
async function bearerToken(request: Request): Promise<string> {
  const header = request.headers.get('authorization')
  const fromHeader = header === null ? undefined : /^bearer +([^\s,]+)$/i.exec(header)?.[1]
  if (header !== null && fromHeader === undefined) {
    throw challenge(
      'userinfo-request.well-formed',
      'the Authorization header is not one Bearer token',
    )
  }
  const isForm = request.headers.get('content-type')?.includes('x-www-form-urlencoded') ?? false
  const fromBody =
    request.method === 'POST' && isForm ? (await bodyParameters(request)).all('access_token') : []
  const tokens = [...(fromHeader === undefined ? [] : [fromHeader]), ...fromBody]
  if (tokens.length > 1) {
    throw challenge('userinfo-request.well-formed', 'send the Access Token in one way, once')
  }
  const [token] = tokens
  if (token === undefined) throw noCredentials()
  return token
}

function findAccessToken(provider: Provider, token: string): AccessTokenRecord {
  const record = provider.accessTokens.get(token)
  if (!record || record.grant.revoked) {
    throw challenge('userinfo-request.token', 'the Access Token is unknown, expired or revoked')
  }
  return record
}

function challenge(check: RefusalId, description: string, scope?: string): OAuthError {
  const parts = [`error="${errorOf(check)}"`, `error_description="${description}"`]
  if (scope !== undefined) parts.push(`scope="${scope}"`)
  return new OAuthError(check, description, {
    'WWW-Authenticate': `Bearer realm="userinfo", ${parts.join(', ')}`,
  })
}

/** RFC 6750 §3.1: who sent no credentials is told how to, not what was wrong. */
const noCredentials = (): OAuthError =>
  new OAuthError('userinfo-request.credentials', 'an Access Token is needed', {
    'WWW-Authenticate': 'Bearer realm="userinfo"',
  })
