import type { Exchange } from '../exchange.ts'
import { randomId } from '../random.ts'
import type { Grant } from '../stores/grants.ts'
import type { Session } from '../stores/sessions.ts'
import type { User } from '../tenant/user.ts'
import { answerWithError, answerWithTokens } from './answer.ts'
import { grantedScopes } from './granted-scopes.ts'
import { isExpectedUser } from './login-state.ts'
import type { LoginState } from './login-state.ts'
import { requestedFaults } from './request.ts'
import type { AcceptedRequest } from './request.ts'

/** Ends a login of which nothing is left to ask. */
export function completeLogin(exchange: Exchange, state: LoginState): Promise<Response> {
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
  session.clients.add(request.client.clientId)
  return answerWithTokens(exchange, request, createGrant(request, session, user))
}

function createGrant(request: AcceptedRequest, session: Session, user: User): Grant {
  const asksForAcr = request.acrValues.length > 0 || Object.hasOwn(request.claims.idToken, 'acr')
  return {
    id: randomId(16),
    clientId: request.client.clientId,
    sub: user.sub,
    scopes: grantedScopes(request, user),
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
