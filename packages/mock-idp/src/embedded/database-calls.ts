import { z } from 'zod'
import type { DatabaseConnection } from '../connections/connection.ts'
import { startReset } from '../connections/database/password-reset.ts'
import { signUp } from '../connections/database/sign-up.ts'
import { enabledConnection, isDatabase } from '../connections/enabled.ts'
import type { LoginProblem } from '../connections/view.ts'
import type { Exchange } from '../exchange.ts'
import { findClient } from '../provider.ts'
import type { Client } from '../tenant/client.ts'
import { codedError, embeddedError } from './embedded-error.ts'
import { foreignOrigin, isOwnOrigin } from './own-origin.ts'
import { readJson } from './read-json.ts'

const callSchema = z.object({
  client_id: z.string(),
  connection: z.string(),
  email: z.string(),
  password: z.string().default(''),
  name: z.string().max(100).optional(),
})

type Call = z.output<typeof callSchema>

/** Signs somebody up from the application's own page, with Auth0's error codes. */
export const databaseSignUp = (exchange: Exchange): Promise<Response> =>
  answerCall(exchange, async (client, connection, { email, password, name }) => {
    const { provider } = exchange.var
    const verdict = await signUp(provider, connection, client.clientId, { email, password, name })
    if ('problem' in verdict) return refuseSignUp(verdict.problem, verdict.detail)
    const { user } = verdict
    const id = user.sub.slice(user.sub.indexOf('|') + 1)
    return Response.json({ _id: id, email: user.email, email_verified: false })
  })

/** Sends the mail with which a password is changed; says the same whoever is asked for. */
export const databaseChangePassword = (exchange: Exchange): Promise<Response> =>
  answerCall(exchange, async (client, connection, { email }) => {
    await startReset(exchange.var.provider, connection, client.name, email)
    return new Response("We've just sent you an email to reset your password.")
  })

async function answerCall(
  exchange: Exchange,
  answer: (client: Client, connection: DatabaseConnection, call: Call) => Promise<Response>,
): Promise<Response> {
  const { provider, entry } = exchange.var
  const call = await readJson(exchange, callSchema)
  if (!call) return codedError('bad.request', 'the body is not as documented')
  const client = findClient(provider, call.client_id)
  if (!client) return codedError('bad.client_id', 'Unknown client_id.')
  entry.clientId = client.clientId
  if (!isOwnOrigin(exchange, client)) return embeddedError('access_denied', foreignOrigin(exchange))
  const connection = enabledConnection(provider, client, call.connection)
  if (!isDatabase(connection)) return codedError('bad.connection', 'No such database is enabled.')
  return answer(client, connection, call)
}

const codes: Partial<Readonly<Record<LoginProblem, string>>> = {
  userExists: 'user_exists',
  invalidPassword: 'invalid_password',
  invalidEmail: 'invalid_email',
  signUpRefused: 'invalid_signup',
}

const refuseSignUp = (problem: LoginProblem, detail = ''): Response =>
  codedError(codes[problem] ?? 'invalid_signup', detail || problem)
