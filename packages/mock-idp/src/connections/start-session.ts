import type { Interaction } from '../authorize/interaction.ts'
import { writeCookie, readCookie } from '../cookies.ts'
import type { Exchange } from '../exchange.ts'
import type { User } from '../tenant/user.ts'
import type { Connection } from './connection.ts'
import { strategyOf } from './strategies.ts'

/** Logs somebody in whom a connection vouches for, and lets the interaction know. */
export function startSession(
  exchange: Exchange,
  interaction: Interaction,
  { sub }: User,
  connection: Connection,
  upstreamIdToken?: string,
): void {
  const { sessions, logins } = exchange.var.provider
  logins.counts.set(sub, (logins.counts.get(sub) ?? 0) + 1)
  const before = sessions.use(readCookie(exchange, 'session'))
  if (before) sessions.end(before)
  const { acr } = strategyOf(connection.strategy)
  const session = sessions.start(sub, acr, connection.name, upstreamIdToken)
  writeCookie(exchange, 'session', session.secret)
  interaction.done.add('login').add('select_account')
  interaction.view = undefined
}
