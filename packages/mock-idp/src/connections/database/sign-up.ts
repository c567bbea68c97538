import { randomId } from '../../random.ts'
import type { Provider } from '../../provider.ts'
import type { User } from '../../tenant/user.ts'
import { findInDatabase } from '../accounts.ts'
import { goOn } from '../answer.ts'
import type { Answer } from '../answer.ts'
import type { DatabaseConnection } from '../connection.ts'
import { databaseOf } from '../enabled.ts'
import { isEmail } from '../addresses.ts'
import { isUsablePassword } from './password-policy.ts'
import { admit } from '../admit.ts'
import { showLogin } from '../show-login.ts'
import { startSession } from '../start-session.ts'
import type { LoginProblem } from '../view.ts'

export interface SignUp {
  readonly email: string
  readonly password: string
  readonly name?: string | undefined
}

export type SignUpVerdict =
  { readonly user: User } | { readonly problem: LoginProblem; readonly detail?: string }

/** Adds somebody to a database, unless the address is taken or the password too short. */
export async function signUp(
  provider: Provider,
  connection: DatabaseConnection,
  clientId: string,
  { email, password, name }: SignUp,
): Promise<SignUpVerdict> {
  if (!connection.signUp) return { problem: 'signUpRefused' }
  if (!isEmail(email)) return { problem: 'invalidEmail' }
  if (!isUsablePassword(password, connection.passwordMinLength)) {
    return { problem: 'invalidPassword' }
  }
  if (findInDatabase(provider, connection, email)) return { problem: 'userExists' }
  return admit(provider, connection, clientId, {
    email,
    claims: { name: name ?? email, email_verified: false },
    id: randomId(12),
    password,
  })
}

export function openSignUp({ exchange, interaction }: Answer): Response {
  interaction.view = { kind: 'sign-up' }
  return goOn(exchange, interaction)
}

export async function answerSignUp(answer: Answer): Promise<Response> {
  const { exchange, interaction, form, state } = answer
  const { provider, request } = state
  const connection = databaseOf(provider, request.client)
  const email = form.one('email')?.trim() ?? ''
  const verdict: SignUpVerdict = connection
    ? await signUp(provider, connection, request.client.clientId, {
        email,
        password: form.one('password') ?? '',
        name: form.one('name')?.trim(),
      })
    : { problem: 'signUpRefused' }
  if (!connection || 'problem' in verdict) {
    return showLogin(exchange, interaction, state, { kind: 'sign-up', email, ...verdict })
  }
  startSession(exchange, interaction, verdict.user, connection)
  return goOn(exchange, interaction)
}
