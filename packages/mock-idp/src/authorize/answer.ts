import { authorizationResponseInjectors } from '../faults/authorization-response.ts'
import { inject } from '../faults/inject.ts'
import type { FaultOrder } from '../faults/inject.ts'
import type { Exchange } from '../exchange.ts'
import { randomId } from '../random.ts'
import { codeLifetime } from '../stores/grants.ts'
import type { Grant } from '../stores/grants.ts'
import type { Provider } from '../provider.ts'
import { issueAccessToken } from '../tokens/access-token.ts'
import { toldScope } from '../tokens/told-scope.ts'
import { draftIdToken } from '../tokens/id-token.ts'
import { signDraft } from '../tokens/sign-draft.ts'
import type { AuthorizationErrorCode } from './check.ts'
import { frontChannelTerms } from './front-channel-terms.ts'
import { requestedFaults, responseModeOf } from './request.ts'
import type { AcceptedRequest, AuthorizationRequest } from './request.ts'
import { draftResponse } from './response-draft.ts'
import type { ResponseDraft } from './response-draft.ts'
import { deliver } from './response-modes.ts'
import { inDescription } from '../refusals.ts'

type Members = Record<string, string | undefined>

/**
 * Answers with what the response type asks for, part by part. The ID Token comes last because it
 * holds the hashes of the others.
 */
export async function answerWithTokens(
  exchange: Exchange,
  request: AcceptedRequest,
  grant: Grant,
): Promise<Response> {
  const { provider } = exchange.var
  const faults = faultOrder(exchange, request)
  const { parts } = request.responseType
  const code = parts.has('code') ? issueCode(provider, request, grant) : undefined
  const terms = frontChannelTerms(request, grant)
  const token = parts.has('token')
    ? await issueAccessToken(provider, grant, terms, faults)
    : undefined
  const companions = { code, accessToken: token?.value }
  const members: Members = {
    code,
    access_token: token?.value,
    token_type: token && 'Bearer',
    expires_in: token && String(token.expiresIn),
    scope: token && toldScope(terms.scopes, grant.requestedScopes),
    id_token: parts.has('id_token')
      ? await signDraft(await draftIdToken(provider, request.client, grant, companions, faults))
      : undefined,
  }
  return send(exchange, request, members)
}

/** Answers with an error, in the same place where the tokens would have been. */
export function answerWithError(
  exchange: Exchange,
  request: AuthorizationRequest & { readonly redirectUri: string },
  error: AuthorizationErrorCode,
  description: string,
): Promise<Response> {
  exchange.var.entry.error = error
  return send(exchange, request, { error, error_description: inDescription(description) })
}

async function send(
  exchange: Exchange,
  request: AuthorizationRequest & { readonly redirectUri: string },
  members: Members,
): Promise<Response> {
  const { provider } = exchange.var
  const iss = provider.tenant.authorizationResponseIss ? provider.issuer : undefined
  const draft: ResponseDraft = draftResponse(request.redirectUri, responseModeOf(request), {
    ...members,
    state: request.state,
    iss,
  })
  const faults = faultOrder(exchange, request)
  await inject('authorization-response', authorizationResponseInjectors, draft, provider, faults)
  return deliver(draft)
}

/** The faults of an authorization request. */
export const faultOrder = (exchange: Exchange, request: AuthorizationRequest): FaultOrder => ({
  requested: requestedFaults(request),
  committed: exchange.var.entry.faults,
  clientId: request.client?.clientId,
  responseType: request.responseType?.id,
  prompt: request.parameters.one('prompt'),
})

function issueCode(provider: Provider, request: AcceptedRequest, grant: Grant): string {
  const code = randomId()
  const { redirectUri, codeChallenge, responseType } = request
  const idToken = grant.scopes.includes('openid') || responseType.parts.has('id_token')
  const record = { grant, redirectUri, codeChallenge, idToken, used: false }
  provider.codes.set(code, record, codeLifetime)
  return code
}
