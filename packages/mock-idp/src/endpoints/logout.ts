import { basePath, redirectTo } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { describeRequest } from '../log/describe-request.ts'
import { currentSession, endLogin } from '../logout/end-login.ts'
import { isFederated, leaveUpstream } from '../logout/leave-upstream.ts'
import { mayReturnTo } from '../logout/return-address.ts'
import { messagePage } from '../pages/message-page.ts'
import { parametersOf } from '../parameters.ts'
import type { Session } from '../stores/sessions.ts'
import { errorPage } from './error-page.ts'

/** Auth0's own logout: ends the session, then returns to an address of the allow-list. */
export async function logout(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const parameters = parametersOf(new URL(exchange.req.url).searchParams)
  describeRequest(entry, parameters)
  const returnTo = parameters.one('returnTo')
  const repeated = parameters.repeated.length > 0
  if (
    returnTo !== undefined &&
    (repeated || !mayReturnTo(provider, returnTo, parameters.one('client_id')))
  ) {
    entry.refused = 'logout-request.returnTo'
    return errorPage(exchange, {
      error: 'invalid_request',
      description: 'returnTo is not among the allowed logout URLs',
    })
  }
  const session = currentSession(exchange)
  await endLogin(exchange)
  return goodbye(exchange, isFederated(exchange) ? session : undefined, returnTo)
}

/** The last of the layers: the login upstream, if it is to end too, then wherever was asked for. */
export async function goodbye(
  exchange: Exchange,
  session: Session | undefined,
  next: string | undefined,
): Promise<Response> {
  const elsewhere = session && (await leaveUpstream(exchange, session, next))
  return elsewhere ?? (next === undefined ? loggedOutPage(exchange) : redirectTo(next))
}

/** Back from the logout of an upstream provider. */
export function farewell(exchange: Exchange): Promise<Response> | Response {
  const { farewells } = exchange.var.provider.logins
  const { next } = farewells.take(exchange.req.query('state') ?? '') ?? {}
  return next === undefined ? loggedOutPage(exchange) : redirectTo(next)
}

export const loggedOutPage = (exchange: Exchange): Promise<Response> =>
  messagePage({
    title: 'You are logged out',
    text: 'You can close this page now.',
    basePath: basePath(exchange.var.provider),
  })
