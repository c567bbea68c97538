import { redact, runChecks } from '@frontchannel/conformance'
import { AuthorizationError } from '../authorization/authorization-error.ts'
import {
  parseAuthorizationResponse,
  responseMembers,
  type AuthorizationResponse,
  type ResponseSource,
} from '../authorization/parse-response.ts'
import { responseChecks, successChecksFor } from '../authorization/response.checks.ts'
import type { Environment } from '../environment.ts'
import { flowById } from '../flows.ts'
import { discover } from '../provider/discover.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import type { ClientSettings } from '../settings.ts'
import type { LoginTransaction } from '../transactions/transaction.ts'

/** A response that says that the login succeeded, whose own rows have passed. */
export interface ReceivedResponse {
  readonly parameters: ReadonlyMap<string, string>
  readonly metadata: ProviderMetadata
  /** As they were when the login began. */
  readonly settings: ClientSettings
  /** No longer in the store. */
  readonly transaction: LoginTransaction
  readonly env: Environment
}

/**
 * Takes an authorization response in: parses it, consumes its transaction, runs the rows of its
 * flow. The metadata are fetched first, so that an outage does not cost the transaction.
 *
 * Does NOT validate the ID Token.
 *
 * @throws {AuthorizationError} | {ProtocolError} | {ProviderError} | {TransactionStorageError}
 */
export async function receiveResponse(
  settings: ClientSettings,
  source: ResponseSource,
  env: Environment,
): Promise<ReceivedResponse> {
  const response = parseAuthorizationResponse(source, settings.redirectUri)
  const { parameters } = response
  const metadata = await discover(settings.issuer, env, 'authorization-response')
  const state = parameters.get('state')
  const transaction = state === undefined ? undefined : env.transactions.take(state)
  const asked = transaction ? settingsOf(transaction, settings) : settings
  tell(response, asked, env)

  const { trace, now } = env
  const run = { step: 'authorization-response', now, trace } as const
  const expectation = {
    issuer: settings.issuer,
    issuerIsPromised: metadata.authorization_response_iss_parameter_supported === true,
    transaction,
    flow: asked.flow,
    now: now(),
  }
  await runChecks(responseChecks, response, expectation, run)
  if (!transaction) throw new TypeError('a response without transaction has passed')
  const error = parameters.get('error')
  if (error !== undefined) {
    throw new AuthorizationError(error, parameters.get('error_description'), transaction)
  }
  await runChecks(successChecksFor(asked.flow), response, expectation, run)
  return { parameters, metadata, settings: asked, transaction, env }
}

// what the request asked for counts, whatever the settings have become since
function settingsOf(
  { clientId, redirectUri, scope, flow }: LoginTransaction,
  settings: ClientSettings,
): ClientSettings {
  return { ...settings, clientId, redirectUri, scope, flow: flowById(flow) }
}

function tell(
  { parameters, channels }: AuthorizationResponse,
  { redirectUri }: ClientSettings,
  { now, trace }: Environment,
): void {
  // the values of members that we do not know could be anything
  const known = [...parameters].filter(([name]) => responseMembers.has(name))
  trace?.({
    kind: 'message',
    step: 'authorization-response',
    at: now().getTime(),
    from: 'idp',
    to: 'spa',
    summary: `${redirectUri} (${channels.join(' and ') || 'no response'})`,
    ...redact(known),
  })
}
