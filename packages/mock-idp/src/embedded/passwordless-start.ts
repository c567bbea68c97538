import { z } from 'zod'
import { enabledConnections } from '../connections/enabled.ts'
import { isPasswordless, readAddress } from '../connections/passwordless/answers.ts'
import { sendChallenge } from '../connections/passwordless/send-challenge.ts'
import type { Exchange } from '../exchange.ts'
import { findClient } from '../provider.ts'
import { embeddedPurpose } from './co-authenticate.ts'
import { codedError, embeddedError } from './embedded-error.ts'
import { foreignOrigin, isOwnOrigin } from './own-origin.ts'
import { readJson } from './read-json.ts'

const startSchema = z.object({
  client_id: z.string().optional(),
  connection: z.string().optional(),
  email: z.string().optional(),
  phone_number: z.string().optional(),
  send: z.enum(['link', 'code']).nullish(),
  authParams: z.record(z.string(), z.string()).optional(),
})

/**
 * Sends a code to somebody who logs in on the application's own page. A link would lead back to
 * a login that was begun here, so it is sent from our login page alone.
 */
export async function startPasswordless(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const given = await readJson(exchange, startSchema)
  if (!given) return codedError('bad.request', 'the body is not as documented')
  const client = findClient(provider, given.client_id)
  if (!client) return codedError('bad.client_id', 'Unknown or missing client_id.')
  entry.clientId = client.clientId
  if (!isOwnOrigin(exchange, client)) {
    entry.refused = 'passwordless-start.origin'
    return embeddedError('access_denied', foreignOrigin(exchange))
  }
  const connection = enabledConnections(provider, client).find(
    ({ name }) => name === given.connection,
  )
  if (!connection || !isPasswordless(connection)) {
    return codedError(
      'bad.connection',
      'The connection does not exist, is off, or is of another kind.',
    )
  }
  const isMail = connection.strategy === 'email'
  if (connection.send === 'link' || given.send === 'link') {
    return codedError('bad.request', 'a link is sent from the login page only; ask for a code')
  }
  const read = readAddress(connection, (isMail ? given.email : given.phone_number) ?? '')
  if ('problem' in read) {
    const code = isMail ? 'bad.email' : 'bad.phone_number'
    return codedError(code, 'The address is missing or malformed.')
  }
  const purpose = embeddedPurpose(client)
  const order = { address: read.address, purpose, browser: undefined }
  const problem = await sendChallenge(provider, connection, client.name, order)
  if (problem === 'tooManyMessages') return codedError('too_many_requests', 'Wait a while.', 429)
  if (problem)
    return codedError(isMail ? 'email_provider_error' : 'sms_provider_error', 'Not sent.')
  return Response.json(
    { connection: connection.name },
    { headers: { 'Cache-Control': 'no-store' } },
  )
}
