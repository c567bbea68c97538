import { z } from 'zod'
import { readCookie, writeCookie } from '../cookies.ts'
import type { DatabaseConnection, PasswordlessConnection } from '../connections/connection.ts'
import { checkPassword } from '../connections/database/log-in.ts'
import {
  databaseOf,
  enabledConnection,
  enabledConnections,
  isDatabase,
} from '../connections/enabled.ts'
import { accountOf, isPasswordless, readAddress } from '../connections/passwordless/answers.ts'
import { checkCode } from '../connections/passwordless/challenge.ts'
import type { LoginProblem } from '../connections/view.ts'
import type { Exchange } from '../exchange.ts'
import { findClient } from '../provider.ts'
import { randomId } from '../random.ts'
import type { Client } from '../tenant/client.ts'
import type { User } from '../tenant/user.ts'
import { embeddedError } from './embedded-error.ts'
import { foreignOrigin, isOwnOrigin } from './own-origin.ts'
import { readJson } from './read-json.ts'
import { ticketLifetime } from './ticket.ts'

const grants = 'http://auth0.com/oauth/grant-type'
const passwordType = `${grants}/password-realm`
const otpType = `${grants}/passwordless/otp`

/** Exactly these members: whatever else came along was meant for another endpoint. */
const credentialsSchema = z.strictObject({
  client_id: z.string(),
  credential_type: z.string(),
  username: z.string().min(1).max(254),
  password: z.string().min(1).max(256).optional(),
  otp: z.string().min(1).max(20).optional(),
  realm: z.string().optional(),
})

type Credentials = z.output<typeof credentialsSchema>
type Verdict =
  | { readonly user: User; readonly connection: string }
  | { readonly problem: LoginProblem }
  | undefined

/** What a login started in the app itself is bound to. */
export const embeddedPurpose = ({ clientId }: Client): string => `embedded ${clientId}`

/**
 * Takes credentials that were typed into the application's own page, and gives a ticket for its
 * authorization request. The page sees the password: that is what embedding means.
 */
export async function coAuthenticate(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const credentials = await readJson(exchange, credentialsSchema)
  if (!credentials) {
    return embeddedError('invalid_request', 'the body must be JSON with the documented members')
  }
  const client = findClient(provider, credentials.client_id)
  if (!client) return embeddedError('unauthorized_client', 'Unknown or invalid client_id.')
  entry.clientId = client.clientId
  if (!isOwnOrigin(exchange, client)) {
    entry.refused = 'co-authenticate.origin'
    return embeddedError('access_denied', foreignOrigin(exchange))
  }
  if (credentials.credential_type !== passwordType && credentials.credential_type !== otpType) {
    return embeddedError('unsupported_credential_type', 'Unknown or missing credential_type.')
  }
  const verdict = await judge(exchange, client, credentials)
  if (!verdict) return embeddedError('invalid_request', 'the realm or the credential is missing')
  if ('problem' in verdict) return refuse(verdict.problem)
  const browser = readCookie(exchange, 'browser') ?? randomId()
  writeCookie(exchange, 'browser', browser)
  const ticket = randomId()
  const { user, connection } = verdict
  const { clientId } = client
  provider.logins.tickets.set(
    ticket,
    { sub: user.sub, connection, clientId, browser },
    ticketLifetime,
  )
  // the SDK keeps the other two for a page of its own that third-party cookies need; we do not
  const body = { login_ticket: ticket, co_verifier: randomId(), co_id: randomId(9) }
  return Response.json(body, { headers: { 'Cache-Control': 'no-store' } })
}

async function judge(exchange: Exchange, client: Client, given: Credentials): Promise<Verdict> {
  const { provider } = exchange.var
  if (given.credential_type === passwordType) {
    const named = enabledConnection(provider, client, given.realm)
    const database = given.realm === undefined ? databaseOf(provider, client) : named
    if (!isDatabase(database) || given.password === undefined) return undefined
    return judgePassword(exchange, database, given)
  }
  const connection = enabledConnections(provider, client).find(
    (row) => row.name === given.realm && isPasswordless(row),
  )
  if (!connection || !isPasswordless(connection) || given.otp === undefined) return undefined
  return judgeCode(exchange, client, connection, given)
}

async function judgePassword(
  { env, var: { provider } }: Exchange,
  database: DatabaseConnection,
  { username, password = '' }: Credentials,
): Promise<Verdict> {
  const credentials = { email: username.trim(), password, address: env.address }
  const verdict = await checkPassword(provider, database, credentials)
  return 'problem' in verdict ? verdict : { ...verdict, connection: database.name }
}

async function judgeCode(
  { var: { provider } }: Exchange,
  client: Client,
  connection: PasswordlessConnection,
  { username, otp = '' }: Credentials,
): Promise<Verdict> {
  const read = readAddress(connection, username)
  if ('problem' in read) return read
  const order = { address: read.address, purpose: embeddedPurpose(client), code: otp }
  const problem = await checkCode(provider, connection, order)
  if (problem) return { problem }
  const verdict = await accountOf(provider, connection, client.clientId, read.address)
  return 'problem' in verdict ? verdict : { ...verdict, connection: connection.name }
}

function refuse(problem: LoginProblem): Response {
  if (problem === 'blocked') return embeddedError('blocked_user', 'The user is blocked.')
  if (problem === 'tooManyAttempts') {
    return embeddedError('too_many_attempts', 'Your account has been blocked after many attempts.')
  }
  return embeddedError('access_denied', 'Wrong email, phone number, password or code.')
}
