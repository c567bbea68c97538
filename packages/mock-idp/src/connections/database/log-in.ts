import { equalSecrets } from '../../equal-secrets.ts'
import { findUser } from '../../provider.ts'
import type { Provider } from '../../provider.ts'
import type { User } from '../../tenant/user.ts'
import { belongsTo, findInDatabase } from '../accounts.ts'
import { goOn } from '../answer.ts'
import type { Answer } from '../answer.ts'
import type { DatabaseConnection } from '../connection.ts'
import { databaseOf } from '../enabled.ts'
import { showLogin } from '../show-login.ts'
import { startSession } from '../start-session.ts'
import type { LoginProblem } from '../view.ts'
import type { Guess } from './attempts.ts'

export interface Credentials {
  readonly email: string
  readonly password: string
  /** Where the attempt comes from. */
  readonly address: string | undefined
}

type Verdict = { readonly user: User } | { readonly problem: LoginProblem }

export const guessOf = (
  connection: DatabaseConnection,
  email: string,
  address: string | undefined,
): Guess => ({ account: `${connection.name} ${email.toLowerCase()}`, address })

/** Checks a password, and counts how often somebody was wrong (ASVS 5.0 §6.3.1). */
export async function checkPassword(
  provider: Provider,
  connection: DatabaseConnection,
  { email, password, address }: Credentials,
): Promise<Verdict> {
  const guess = guessOf(connection, email, address)
  const { attempts } = provider.logins
  if (!attempts.begin(guess, connection)) return { problem: 'tooManyAttempts' }
  const user = findInDatabase(provider, connection, email)
  // compared even for an unknown user: the time it takes must not tell who exists
  const matches = await equalSecrets(password, user?.password ?? '')
  if (user?.password === undefined || !matches) {
    attempts.failed(guess)
    return { problem: 'wrongPassword' }
  }
  attempts.succeeded(guess)
  return user.blocked ? { problem: 'blocked' } : { user }
}

export async function logIn({ exchange, interaction, form, state }: Answer): Promise<Response> {
  const connection = databaseOf(state.provider, state.request.client)
  const email = form.one('email')?.trim() ?? ''
  if (!connection) return showLogin(exchange, interaction, state)
  const password = form.one('password') ?? ''
  const { address } = exchange.env
  const verdict = await checkPassword(state.provider, connection, { email, password, address })
  if ('problem' in verdict) {
    return showLogin(exchange, interaction, state, { kind: 'methods', email, ...verdict })
  }
  startSession(exchange, interaction, verdict.user, connection)
  return goOn(exchange, interaction)
}

/** In a demo, a button for each user stands for the password. */
export function logInAs(answer: Answer): Response | Promise<Response> {
  const { exchange, interaction, form, state } = answer
  const connection = databaseOf(state.provider, state.request.client)
  const user = findUser(state.provider, form.one('sub'))
  if (!connection || !user || !demoUsers(state.provider, connection).includes(user)) {
    return logIn(answer)
  }
  startSession(exchange, interaction, user, connection)
  return goOn(exchange, interaction)
}

/** The users that a demo offers: those that the page could log in by their password. */
export const demoUsers = (provider: Provider, connection: DatabaseConnection): readonly User[] =>
  provider.tenant.demo
    ? provider.tenant.users.filter(
        (user) =>
          user.password !== undefined && !user.blocked && belongsTo(provider, user, connection),
      )
    : []
