import { findRefusal } from '../authorize/check.ts'
import { authorizationChecks } from '../authorize/checks.ts'
import { answerWithError } from '../authorize/answer.ts'
import { completeLogin } from '../authorize/complete.ts'
import { answerSilently } from '../authorize/silent.ts'
import { interactionLifetime } from '../authorize/interaction.ts'
import type { Interaction } from '../authorize/interaction.ts'
import { startSession } from '../connections/start-session.ts'
import { redeemTicket } from '../embedded/ticket.ts'
import { loginState } from '../authorize/login-state.ts'
import { nextPrompt } from '../authorize/prompts.ts'
import { acceptRequest, parseAuthorizationRequest } from '../authorize/request.ts'
import type { AcceptedRequest } from '../authorize/request.ts'
import { readCookie, writeCookie } from '../cookies.ts'
import { basePath, redirectTo } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { parametersOf, bodyParameters } from '../parameters.ts'
import type { Parameters } from '../parameters.ts'
import { randomId } from '../random.ts'
import { describeRequest } from '../log/describe-request.ts'
import { errorPage } from './error-page.ts'

/**
 * The authorization endpoint: check the request, then answer at once if nothing has to be asked,
 * else begin an interaction with the end-user.
 *
 * @see RFC 6749 §3.1 https://www.rfc-editor.org/rfc/rfc6749#section-3.1
 */
export async function authorize(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const parameters = await requestParameters(exchange)
  describeRequest(entry, parameters)
  const request = parseAuthorizationRequest(parameters, provider)

  const refusal = await findRefusal(authorizationChecks, request, provider)
  if (refusal) {
    entry.refused = refusal.check
    const { redirectUri } = request
    if (refusal.answer === 'page' || redirectUri === undefined) return errorPage(exchange, refusal)
    return answerWithError(
      exchange,
      { ...request, redirectUri },
      refusal.error,
      refusal.description,
    )
  }

  const accepted = acceptRequest(request)
  if (cannotTell(exchange, accepted)) {
    const query = new URLSearchParams(parameters.entries.map(([name, value]) => [name, value]))
    return redirectTo(`${basePath(provider)}authorize?${query.toString()}`, 303)
  }
  const silent = accepted.prompts.includes('none')
  const ticket = accepted.parameters.one('login_ticket')
  if (ticket !== undefined && !silent) return useTicket(exchange, accepted)
  const session = provider.sessions.use(readCookie(exchange, 'session'))
  const state = loginState(provider, accepted, session)
  if (silent) return answerSilently(exchange, state)
  return nextPrompt(state) ? beginInteraction(exchange, accepted) : completeLogin(exchange, state)
}

/**
 * Another site may post a request, but its form brings no cookies along, which the GET after it
 * does. Where the end-user is asked, the page that asks is that GET.
 */
function cannotTell(exchange: Exchange, { prompts }: AcceptedRequest): boolean {
  const { method } = exchange.req
  return method === 'POST' && prompts.includes('none') && !readCookie(exchange, 'session')
}

/** OIDC Core §3.1.2.1: both methods, with the parameters in the query or in the body. */
async function requestParameters({ req }: Exchange): Promise<Parameters> {
  return req.method === 'POST'
    ? bodyParameters(req.raw)
    : parametersOf(new URL(req.url).searchParams)
}

/** The end-user has logged in on the application's own page: what is left is consent. */
async function useTicket(exchange: Exchange, request: AcceptedRequest): Promise<Response> {
  const login = await redeemTicket(exchange, request)
  if (login) return beginInteraction(exchange, request, login)
  const description = 'the login ticket is unknown, was used, or belongs to another browser'
  return answerWithError(exchange, request, 'access_denied', description)
}

function beginInteraction(
  exchange: Exchange,
  request: AcceptedRequest,
  login?: Awaited<ReturnType<typeof redeemTicket>>,
): Response {
  const { provider } = exchange.var
  const browser = readCookie(exchange, 'browser') ?? randomId()
  const interaction: Interaction = {
    id: randomId(16),
    browser,
    csrf: randomId(),
    request,
    done: new Set(),
  }
  provider.interactions.set(interaction.id, interaction, interactionLifetime)
  if (login) startSession(exchange, interaction, login.user, login.connection)
  writeCookie(exchange, 'browser', browser)
  // 303: after a POST the browser must not send the parameters along (RFC 9700 §4.12)
  return redirectTo(`${basePath(provider)}interaction/${interaction.id}`, 303)
}
