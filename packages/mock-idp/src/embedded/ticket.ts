import type { AcceptedRequest } from '../authorize/request.ts'
import type { Connection } from '../connections/connection.ts'
import { enabledConnection } from '../connections/enabled.ts'
import { readCookie } from '../cookies.ts'
import { equalSecrets } from '../equal-secrets.ts'
import type { Exchange } from '../exchange.ts'
import { findUser } from '../provider.ts'
import type { User } from '../tenant/user.ts'

/** Seconds between the login in the app and the authorization request. */
export const ticketLifetime = 60

/** Proof of a login in the app's own form: for one client and one browser, once. */
export interface LoginTicket {
  readonly sub: string
  readonly connection: string
  readonly clientId: string
  readonly browser: string
}

/**
 * Takes the ticket of an authorization request. Without the cookie somebody could send a victim
 * here with a ticket of their own, and the victim would work in their account.
 */
export async function redeemTicket(
  exchange: Exchange,
  { client, parameters }: AcceptedRequest,
): Promise<{ readonly user: User; readonly connection: Connection } | undefined> {
  const { provider } = exchange.var
  const ticket = provider.logins.tickets.take(parameters.one('login_ticket') ?? '')
  if (ticket?.clientId !== client.clientId) return undefined
  if (!(await equalSecrets(readCookie(exchange, 'browser') ?? '', ticket.browser))) return undefined
  const user = findUser(provider, ticket.sub)
  const connection = enabledConnection(provider, client, ticket.connection)
  return user && !user.blocked && connection ? { user, connection } : undefined
}
