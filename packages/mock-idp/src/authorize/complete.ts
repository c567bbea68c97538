import type { Exchange } from '../exchange.ts'
import { randomId } from '../random.ts'
import type { Grant } from '../stores/grants.ts'
import { acceptsValue } from '../tokens/claims-request.ts'
import { applyRules } from '../rules/apply-rules.ts'
import type { Granted, Resumed } from '../rules/apply-rules.ts'
import type { Session } from '../stores/sessions.ts'
import type { User } from '../tenant/user.ts'
import { answerWithError, answerWithTokens } from './answer.ts'
import { isExpectedUser } from './login-state.ts'
import type { LoginState } from './login-state.ts'
import { requestedFaults } from './request.ts'
import type { AcceptedRequest } from './request.ts'

/** Ends a login of which nothing is left to ask. */
export async function completeLogin(
  exchange: Exchange,
  state: LoginState,
  resumed?: Resumed,
): Promise<Response> {
  const { request, session, user } = state
  if (!session || !user) throw new TypeError('nobody is logged in')
  if (!isExpectedUser(state)) {
    return answerWithError(
      exchange,
      request,
      'login_required',
      'somebody else logged in than the request named',
    )
  }
  const { acr } = request.claims.idToken
  if (acr?.essential && !acceptsValue(acr, session.acr)) {
    return answerWithError(
      exchange,
      request,
      'unmet_authentication_requirements',
      `acr is essential, but the end-user logged in by ${session.acr}`,
    )
  }
  const granted = await applyRules(exchange, { ...state, session, user }, resumed)
  if (granted instanceof Response) return granted
  session.clients.add(request.client.clientId)
  return answerWithTokens(exchange, request, createGrant(request, session, user, granted))
}

function createGrant(
  request: AcceptedRequest,
  session: Session,
  user: User,
  { scopes, ruleClaims }: Granted,
): Grant {
  const asksForAcr = request.acrValues.length > 0 || Object.hasOwn(request.claims.idToken, 'acr')
  return {
    id: randomId(16),
    clientId: request.client.clientId,
    sub: user.sub,
    scopes,
    ruleClaims,
    requestedScopes: request.scopes,
    audience: request.api?.identifier,
    nonce: request.nonce,
    claims: request.claims,
    acr: asksForAcr ? session.acr : undefined,
    authTime: session.authTime,
    tellAuthTime: request.maxAge !== undefined,
    sessionId: session.id,
    faults: requestedFaults(request),
    responseType: request.responseType.id,
    prompt: request.parameters.one('prompt'),
    revoked: false,
  }
}
