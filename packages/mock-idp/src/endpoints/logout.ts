import { basePath, redirectTo } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { describeRequest } from '../log/describe-request.ts'
import { endLogin } from '../logout/end-login.ts'
import { mayReturnTo } from '../logout/return-address.ts'
import { messagePage } from '../pages/message-page.ts'
import { parametersOf } from '../parameters.ts'
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
  await endLogin(exchange)
  return returnTo === undefined ? loggedOutPage(exchange) : redirectTo(returnTo)
}

export const loggedOutPage = (exchange: Exchange): Promise<Response> =>
  messagePage({
    title: 'You are logged out',
    text: 'You can close this page now.',
    basePath: basePath(exchange.var.provider),
  })
