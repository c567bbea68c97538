import { equals, runChecks, type Check } from '@frontchannel/conformance'
import type { ProviderEnvironment } from '../environment.ts'
import { parseCompactJws } from '../id-token/compact-jws.ts'
import { createKeyRing } from '../id-token/key-ring.ts'
import { signatureChecks, type SignedSubject } from '../id-token/signature.checks.ts'
import { acceptedAlgorithms } from '../id-token/algorithms.ts'
import { failure, fetchBody, jsonOf, mediaTypeOf, type Resource } from '../provider/fetch-body.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import { ProviderError } from '../provider/provider-error.ts'
import type { JsonObject } from '../strict-json.ts'

/** The user's claims. Values other than `sub` are not checked. */
export interface UserInfo {
  readonly sub: string
  readonly [claim: string]: unknown
}

interface UserInfoExpectation {
  readonly sub: string
}

/** What is checked of any userinfo response. */
export const userInfoChecks = [
  {
    // without it a swapped Access Token would show somebody else's profile as the user's
    id: 'userinfo.sub',
    requirements: ['OIDCC-5.3.2'],
    test: ({ sub }, expected) => equals(sub, expected.sub),
  },
] as const satisfies readonly Check<JsonObject, UserInfoExpectation>[]

/** What is checked of a signed one before. */
export const signedUserInfoChecks = [
  ...signatureChecks('userinfo'),
  {
    id: 'userinfo.iss',
    requirements: ['OIDCC-5.3.2'],
    test: ({ claims: { iss } }, { issuer }) => equals(iss, issuer),
  },
  {
    id: 'userinfo.aud',
    requirements: ['OIDCC-5.3.2'],
    test: ({ claims: { aud } }, { clientId }) =>
      equals(Array.isArray(aud) && aud.includes(clientId) ? clientId : aud, clientId),
  },
] as const satisfies readonly Check<SignedSubject, SignedUserInfoExpectation>[]

interface SignedUserInfoExpectation {
  readonly issuer: string
  readonly clientId: string
  readonly algorithms: readonly string[]
}

/** The registration, for providers that sign what they say about the user. */
export interface UserInfoClient {
  readonly clientId: string
  readonly userInfoAlgorithms?: readonly string[] | undefined
}

const maxBytes = 65_536

/**
 * Fetches the user's claims, and refuses those of somebody else.
 *
 * Does NOT validate claims other than `sub`: an address or a picture may point anywhere.
 *
 * @param expectedSub of the ID Token; without one, nobody knows whose claims these should be
 * @param client needed only if the provider signs the response
 * @throws {ProtocolError} `userinfo.*`
 * @throws {ProviderError} if it cannot be fetched; `status` is 401 if the Access Token is refused
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.3 OpenID Connect Core §5.3}
 */
export async function fetchUserInfo(
  metadata: ProviderMetadata,
  accessToken: string,
  expectedSub: string,
  env: ProviderEnvironment,
  client?: UserInfoClient,
): Promise<UserInfo> {
  const { issuer, userinfo_endpoint: url } = metadata
  if (url === undefined) {
    throw new ProviderError({ failure: 'shape', resource: 'provider metadata', url: issuer })
  }
  const authorization = `Bearer ${accessToken}`
  const headers = { authorization, accept: 'application/json, application/jwt' }
  const resource: Resource = { name: 'userinfo', url, maxBytes, init: { headers } }
  const answer = await fetchBody(resource, env)
  if (!answer.ok) throw failure(resource, 'status', answer.status)
  const isSigned = client && mediaTypeOf(answer.headers).toLowerCase() === 'application/jwt'
  const claims = isSigned
    ? await claimsOfSigned(answer.bytes, metadata, client, env)
    : jsonOf(resource, answer)
  const run = { step: 'authorization-response', now: env.now, trace: env.trace } as const
  await runChecks(userInfoChecks, claims, { sub: expectedSub }, run)
  // the check has seen its required member
  return claims as unknown as UserInfo
}

async function claimsOfSigned(
  bytes: Uint8Array,
  metadata: ProviderMetadata,
  { clientId, userInfoAlgorithms }: UserInfoClient,
  env: ProviderEnvironment,
): Promise<JsonObject> {
  const jws = parseCompactJws(new TextDecoder().decode(bytes))
  const keyRing = createKeyRing(metadata, env)
  const run = { step: 'authorization-response', now: env.now, trace: env.trace } as const
  await runChecks(
    signedUserInfoChecks,
    { ...jws, chooseKey: () => keyRing.keyFor(jws.header) },
    {
      issuer: metadata.issuer,
      clientId,
      algorithms: acceptedAlgorithms(userInfoAlgorithms, metadata),
    },
    run,
  )
  return jws.claims
}
