import { readCookie, writeCookie } from '../cookies.ts'
import type { Exchange } from '../exchange.ts'
import { notifyClients } from './notify-clients.ts'
import type { Session } from '../stores/sessions.ts'

export const currentSession = (exchange: Exchange): Session | undefined =>
  exchange.var.provider.sessions.use(readCookie(exchange, 'session'))

/** Ends the session of this browser: here, in its cookie, and at the clients that want to know. */
export async function endLogin(exchange: Exchange): Promise<void> {
  const { provider } = exchange.var
  const session = currentSession(exchange)
  // nothing to forget, or a form of another site, which brings no cookie: it must not delete one
  if (!session) return
  writeCookie(exchange, 'session', undefined)
  provider.sessions.end(session)
  await notifyClients(provider, session)
}
