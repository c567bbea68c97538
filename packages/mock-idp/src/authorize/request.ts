import type { FaultId } from '@frontchannel/conformance/faults'
import { decodeJwt } from 'jose'
import { isFaultId } from '../faults/armed-faults.ts'
import { words } from '../parameters.ts'
import type { Parameters } from '../parameters.ts'
import { findApi, findClient } from '../provider.ts'
import type { Provider } from '../provider.ts'
import type { Api } from '../tenant/api.ts'
import type { Client } from '../tenant/client.ts'
import { parseClaimsRequest } from '../tokens/claims-request.ts'
import type { ClaimsRequest } from '../tokens/claims-request.ts'
import { isResponseMode } from './response-modes.ts'
import type { ResponseMode } from './response-modes.ts'
import { issuesTokens, parseResponseType } from './response-types.ts'
import type { ResponseType } from './response-types.ts'

/**
 * An authorization request as it came: parsed, not yet judged. What is undefined was left out or
 * makes no sense; the checks tell which.
 *
 * @see OpenID Connect Core §3.1.2.1 https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest
 */
export interface AuthorizationRequest {
  readonly parameters: Parameters
  readonly client: Client | undefined
  readonly redirectUri: string | undefined
  readonly responseType: ResponseType | undefined
  readonly scopes: readonly string[]
  readonly state: string | undefined
  readonly nonce: string | undefined
  readonly prompts: readonly string[]
  /** NaN if it is no number of seconds. */
  readonly maxAge: number | undefined
  /** What the Access Token is for: `audience` as Auth0 says, or `resource` (RFC 8707). */
  readonly target: string | undefined
  readonly api: Api | undefined
  readonly claims: ClaimsRequest | undefined
  readonly codeChallenge: string | undefined
  readonly acrValues: readonly string[]
  readonly faults: readonly string[]
}

/** A request that every check let pass. */
export interface AcceptedRequest extends AuthorizationRequest {
  readonly client: Client
  readonly redirectUri: string
  readonly responseType: ResponseType
  readonly claims: ClaimsRequest
  /** The end-user whom id_token_hint or the claims request names. */
  readonly expectedSub: string | undefined
}

export function parseAuthorizationRequest(
  parameters: Parameters,
  provider: Provider,
): AuthorizationRequest {
  const { one } = parameters
  const target = one('audience') ?? one('resource')
  return {
    parameters,
    client: findClient(provider, one('client_id')),
    redirectUri: one('redirect_uri'),
    responseType: parseResponseType(one('response_type')),
    scopes: words(one('scope')),
    state: one('state'),
    nonce: one('nonce'),
    prompts: words(one('prompt')),
    maxAge: parseMaxAge(one('max_age')),
    target,
    api: findApi(provider, target),
    claims: parseClaimsRequest(one('claims')),
    codeChallenge: one('code_challenge'),
    acrValues: words(one('acr_values')),
    faults: words(one('mock_faults')),
  }
}

/** Narrows a request that passed every check. */
export function acceptRequest(request: AuthorizationRequest): AcceptedRequest {
  const { client, redirectUri, responseType, claims, parameters } = request
  if (!client || redirectUri === undefined || !responseType || !claims) {
    throw new TypeError('the request did not pass the checks')
  }
  const hint = parameters.one('id_token_hint')
  const asked = claims.idToken['sub']?.value
  const expectedSub = hint === undefined ? asked : decodeJwt(hint).sub
  return {
    ...request,
    client,
    redirectUri,
    responseType,
    claims,
    expectedSub: typeof expectedSub === 'string' ? expectedSub : undefined,
  }
}

/** The faults that the request asks for, once the checks let it. */
export const requestedFaults = ({ faults }: AuthorizationRequest): readonly FaultId[] =>
  faults.filter(isFaultId)

const parseMaxAge = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : /^\d{1,10}$/.test(text) ? Number(text) : NaN

/**
 * How to answer: the mode that was asked for if it may be used, else the default of the response
 * type. Errors travel the same way as the response would have (OAUTHMRT §5).
 */
export function responseModeOf(request: AuthorizationRequest): ResponseMode {
  const asked = request.parameters.one('response_mode')
  if (isResponseMode(asked) && modeProblem(request, asked) === undefined) return asked
  return carriesTokens(request) ? 'fragment' : 'query'
}

/** Why a response mode cannot be used for this request. */
export function modeProblem(request: AuthorizationRequest, mode: ResponseMode): string | undefined {
  if (mode === 'query' && carriesTokens(request)) {
    return 'a response that holds a token must not be sent in the query'
  }
  if (mode !== 'web_message') return undefined
  const origin = URL.parse(request.redirectUri ?? '')?.origin ?? 'null'
  return request.client?.webOrigins.includes(origin)
    ? undefined
    : `the origin ${origin} is not among the allowed web origins of the client`
}

/** For an unknown response type the words in it decide. */
function carriesTokens({ responseType, parameters }: AuthorizationRequest): boolean {
  if (responseType) return issuesTokens(responseType)
  return words(parameters.one('response_type')).some((word) => /^(id_)?token$/.test(word))
}
