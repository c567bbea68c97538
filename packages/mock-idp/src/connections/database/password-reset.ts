import { endpointUrl, findUser } from '../../provider.ts'
import type { Provider } from '../../provider.ts'
import { randomId } from '../../random.ts'
import { changeAccount, findInDatabase } from '../accounts.ts'
import { goOn } from '../answer.ts'
import type { Answer } from '../answer.ts'
import { isEmail } from '../addresses.ts'
import type { DatabaseConnection } from '../connection.ts'
import { databaseOf, findConnection, isDatabase } from '../enabled.ts'
import { mayWrite } from '../messages/may-write.ts'
import { sendMessage } from '../messages/send-message.ts'
import { showLogin } from '../show-login.ts'
import { guessOf } from './log-in.ts'

/** Seconds; Auth0's links live five days, which is long for something in a mailbox. */
const resetLifetime = 3600

/** A password that may be changed, by whoever has the link. */
export interface PasswordReset {
  readonly secret: string
  readonly sub: string
  readonly connection: string
}

/**
 * Sends a link to change a password. Answers the same whether the address is known or not:
 * the page must not tell who has an account.
 */
export async function startReset(
  provider: Provider,
  connection: DatabaseConnection,
  applicationName: string,
  email: string,
): Promise<void> {
  const user = findInDatabase(provider, connection, email)
  if (!user || user.blocked || !mayWrite(provider, connection.name, user.email)) return
  const secret = randomId()
  // the newest only: an older mail may lie in other hands
  forgetResets(provider, user.sub)
  const reset = { secret, sub: user.sub, connection: connection.name }
  provider.logins.resets.set(secret, reset, resetLifetime)
  const link = `${endpointUrl(provider, 'reset-password')}?ticket=${secret}`
  await sendMessage(provider, {
    channel: 'email',
    to: user.email,
    subject: `Change your password for ${applicationName}`,
    text: `Somebody asked to change your password for ${applicationName}. If it was you, open this link within an hour:\n\n${link}\n\nIf it was not you, do nothing.`,
    link,
  })
}

function forgetResets({ logins: { resets } }: Provider, sub: string): void {
  for (const reset of resets.values()) if (reset.sub === sub) resets.delete(reset.secret)
}

/** Ends what the old password opened: blocks, open resets, and every session of the user. */
export function changePassword(
  provider: Provider,
  reset: PasswordReset,
  password: string,
): boolean {
  const user = findUser(provider, reset.sub)
  const connection = findConnection(provider, reset.connection)
  if (!user || !isDatabase(connection)) return false
  changeAccount(provider, user.sub, { password, claims: { ...user.claims, email_verified: true } })
  provider.logins.attempts.forgive(guessOf(connection, user.email, undefined).account)
  forgetResets(provider, user.sub)
  for (const session of provider.sessions.all()) {
    if (session.sub === user.sub) provider.sessions.end(session)
  }
  return true
}

export function openForgotPassword({ exchange, interaction }: Answer): Response {
  interaction.view = { kind: 'forgot-password' }
  return goOn(exchange, interaction)
}

export async function answerForgotPassword(answer: Answer): Promise<Response> {
  const { exchange, interaction, form, state } = answer
  const { provider, request } = state
  const email = form.one('email')?.trim() ?? ''
  const connection = databaseOf(provider, request.client)
  if (!connection || !isEmail(email)) {
    return showLogin(exchange, interaction, state, {
      kind: 'forgot-password',
      email,
      problem: 'invalidEmail',
    })
  }
  await startReset(provider, connection, request.client.name, email)
  interaction.view = { kind: 'reset-sent', email }
  return goOn(exchange, interaction)
}
