import type { Provider } from '../../provider.ts'
import { randomId } from '../../random.ts'
import type { User } from '../../tenant/user.ts'
import { sameEmail } from '../accounts.ts'
import { isEmail, isPhoneNumber } from '../addresses.ts'
import { admit } from '../admit.ts'
import { goOn } from '../answer.ts'
import type { Answer } from '../answer.ts'
import type { PasswordlessConnection } from '../connection.ts'
import { enabledConnection, findConnection } from '../enabled.ts'
import { showLogin } from '../show-login.ts'
import { startSession } from '../start-session.ts'
import type { LoginProblem } from '../view.ts'
import { checkCode } from './challenge.ts'
import { sendChallenge } from './send-challenge.ts'

type Verdict =
  { readonly user: User } | { readonly problem: LoginProblem; readonly detail?: string }

/** The passwordless connection that the end-user has chosen in this interaction. */
function chosen({ interaction: { view }, state }: Answer): PasswordlessConnection | undefined {
  const name = view && 'connection' in view ? view.connection : undefined
  const connection = enabledConnection(state.provider, state.request.client, name)
  return connection && isPasswordless(connection) ? connection : undefined
}

export const isPasswordless = (connection: {
  readonly strategy: string
}): connection is PasswordlessConnection =>
  connection.strategy === 'email' || connection.strategy === 'sms'

/** Takes an address as people type it, and refuses what is none. */
export function readAddress(
  { strategy }: PasswordlessConnection,
  text: string,
): { readonly address: string } | { readonly problem: LoginProblem } {
  if (strategy === 'email') {
    const address = text.trim().toLowerCase()
    return isEmail(address) ? { address } : { problem: 'invalidEmail' }
  }
  const address = text.replace(/[\s().-]/g, '')
  return isPhoneNumber(address) ? { address } : { problem: 'invalidPhone' }
}

/** Sends a code or link to the address that was typed. */
export async function answerAddress(answer: Answer): Promise<Response> {
  const { exchange, interaction, form, state } = answer
  const connection = chosen(answer)
  if (!connection) return showLogin(exchange, interaction, state, { kind: 'methods' })
  const text = form.one('address') ?? ''
  const read = readAddress(connection, text)
  const view = { kind: 'address', connection: connection.name, address: text } as const
  if ('problem' in read) return showLogin(exchange, interaction, state, { ...view, ...read })
  const problem = await sendChallenge(state.provider, connection, state.request.client.name, {
    address: read.address,
    purpose: interaction.id,
    browser: interaction.browser,
  })
  if (problem) return showLogin(exchange, interaction, state, { ...view, problem })
  interaction.view = {
    kind: connection.send === 'link' ? 'link-sent' : 'code',
    connection: connection.name,
    address: read.address,
  }
  return goOn(exchange, interaction)
}

/** Takes the code that was typed. */
export async function answerCode(answer: Answer): Promise<Response> {
  const { exchange, interaction, form, state } = answer
  const { view } = interaction
  const connection = chosen(answer)
  if (!connection || view?.kind !== 'code') {
    return showLogin(exchange, interaction, state, { kind: 'methods' })
  }
  const { address } = view
  const code = form.one('code')?.replace(/\s/g, '') ?? ''
  const purpose = interaction.id
  const problem = await checkCode(state.provider, connection, { address, purpose, code })
  if (problem) return showLogin(exchange, interaction, state, { ...view, problem })
  const verdict = await accountOf(
    state.provider,
    connection,
    state.request.client.clientId,
    address,
  )
  if ('problem' in verdict) {
    return showLogin(exchange, interaction, state, { ...view, kind: 'address', ...verdict })
  }
  startSession(exchange, interaction, verdict.user, connection)
  return goOn(exchange, interaction)
}

/** By mail or by text message: a code and a link to the same address name the same person. */
const cameBy = (provider: Provider, user: User, strategy: string): boolean =>
  findConnection(provider, user.connection)?.strategy === strategy

/** Whoever holds an address, known or new. */
export async function accountOf(
  provider: Provider,
  connection: PasswordlessConnection,
  clientId: string,
  address: string,
): Promise<Verdict> {
  const isEmailAddress = connection.strategy === 'email'
  const known = provider.tenant.users.find(
    (user) =>
      cameBy(provider, user, connection.strategy) &&
      (isEmailAddress ? sameEmail(user.email, address) : user.claims.phone_number === address),
  )
  if (known) return known.blocked ? { problem: 'blocked' } : { user: known }
  if (!connection.signUp) return { problem: 'unknownAddress' }
  return admit(provider, connection, clientId, {
    id: randomId(12),
    ...(isEmailAddress
      ? { email: address, claims: { name: address, email_verified: true } }
      : { claims: { name: address, phone_number: address, phone_number_verified: true } }),
  })
}
