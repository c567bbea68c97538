import { readCookie, writeCookie } from '../cookies.ts'
import type { Exchange } from '../exchange.ts'
import type { Session } from '../stores/sessions.ts'

export const currentSession = (exchange: Exchange): Session | undefined =>
  exchange.var.provider.sessions.use(readCookie(exchange, 'session'))

/** Ends the session of this browser, here and in its cookie. */
export function endLogin(exchange: Exchange): void {
  const session = currentSession(exchange)
  if (session) exchange.var.provider.sessions.end(session)
  writeCookie(exchange, 'session', undefined)
}
