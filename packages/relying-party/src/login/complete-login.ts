import { redact, runChecks } from '@frontchannel/conformance'
import { accessTokenOf } from '../authorization/access-token.ts'
import { AuthorizationError } from '../authorization/authorization-error.ts'
import {
  parseAuthorizationResponse,
  responseMembers,
  type AuthorizationResponse,
  type ResponseSource,
} from '../authorization/parse-response.ts'
import { responseChecks, successChecksFor } from '../authorization/response.checks.ts'
import type { Environment } from '../environment.ts'
import { flowById, issuesAccessToken, issuesCode, issuesIdToken } from '../flows.ts'
import { validateIdToken } from '../id-token/validate-id-token.ts'
import type { IdTokenClaims } from '../id-token/id-token.ts'
import { discover } from '../provider/discover.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import { assertSettings, type ClientSettings } from '../settings.ts'
import type { LoginTransaction } from '../transactions/transaction.ts'
import type { CodeHandOver, Login } from './login.ts'

/**
 * Completes a login: parses the authorization response, consumes its transaction, and runs every
 * check of its flow. What the request asked for is read from the transaction, so a change of
 * settings in between does no harm.
 *
 * Does NOT look into the Access Token, and does NOT compare the user with the one who was logged in
 * before: whoever renews silently compares `issuer` and `sub`.
 *
 * @param response the whole address of the redirection endpoint, or the pairs of a posted response
 * @throws {AuthorizationError} if the IdP says that the login failed
 * @throws {ProtocolError} `authorization-response.*`, `id-token.*`, `token-response.*`: of the
 *   first check that failed. Nothing of the response may be used.
 * @throws {TokenError} if the provider refuses the code
 * @throws {ProviderError} if the provider cannot be asked. While it was the metadata that could not
 *   be fetched, the transaction is still there, and the same response can be completed again.
 * @throws {TransactionStorageError} if pending logins cannot be read
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.2.2.8 OpenID Connect Core §3.2.2.8}
 */
export async function completeLogin(
  settings: ClientSettings,
  response: ResponseSource,
  env: Environment,
): Promise<Login> {
  assertSettings(settings)
  const answer = parseAuthorizationResponse(response, settings.redirectUri)
  const metadata = await discover(settings.issuer, env, 'authorization-response')
  const state = answer.parameters.get('state')
  const transaction = state === undefined ? undefined : env.transactions.take(state)
  const asked = transaction ? settingsOf(transaction, settings) : settings
  tell(answer, asked, env)

  const { trace, now } = env
  const run = { step: 'authorization-response', now, trace } as const
  const expectation = {
    issuer: settings.issuer,
    issuerIsPromised: metadata.authorization_response_iss_parameter_supported === true,
    transaction,
    flow: asked.flow,
    now: now(),
  }
  await runChecks(responseChecks, answer, expectation, run)
  if (!transaction) throw new TypeError('a response without transaction has passed')
  const error = answer.parameters.get('error')
  if (error !== undefined) {
    const description = answer.parameters.get('error_description')
    throw new AuthorizationError({ error, description }, transaction)
  }
  await runChecks(successChecksFor(asked.flow), answer, expectation, run)
  return useResponse(answer.parameters, { metadata, settings: asked, transaction, env })
}

interface Completion {
  readonly metadata: ProviderMetadata
  /** As they were when the login began. */
  readonly settings: ClientSettings
  readonly transaction: LoginTransaction
  readonly env: Environment
}

/** What a response is worth whose rows have all passed. */
async function useResponse(
  parameters: ReadonlyMap<string, string>,
  completion: Completion,
): Promise<Login> {
  const { settings, transaction, env } = completion
  const { flow } = settings
  const idToken = issuesIdToken(flow) ? parameters.get('id_token') : undefined
  const accessToken = issuesAccessToken(flow) ? parameters.get('access_token') : undefined
  const code = issuesCode(flow) ? parameters.get('code') : undefined

  const claims =
    idToken === undefined
      ? undefined
      : await validateFrontChannel(idToken, accessToken, code, completion)
  const fromFrontChannel: Identified = {
    ...(idToken !== undefined && { idToken }),
    ...(claims && { claims }),
    ...(accessToken !== undefined && {
      accessToken: accessTokenOf(
        accessToken,
        { expiresIn: parameters.get('expires_in'), scope: parameters.get('scope') },
        settings.scope,
        env.now(),
      ),
    }),
  }
  if (code === undefined) return loginOf(transaction, fromFrontChannel)
  const { codeVerifier = '', nonce } = transaction
  const handOver = { code, codeVerifier, nonce, ...(idToken !== undefined && { idToken }) }
  if (flow.redeemedBy !== 'browser') return { ...loginOf(transaction, fromFrontChannel), handOver }
  return loginOf(transaction, await redeemHere(handOver, claims, completion))
}

type Identified = Pick<Login, 'idToken' | 'claims' | 'accessToken'>

function loginOf(transaction: LoginTransaction, { claims, ...tokens }: Identified): Login {
  const { flow, returnTo, silent, issuer } = transaction
  return { flow, returnTo, silent, issuer, ...tokens, ...(claims && { claims, sub: claims.sub }) }
}

function validateFrontChannel(
  idToken: string,
  accessToken: string | undefined,
  code: string | undefined,
  { metadata, settings, transaction, env }: Completion,
): Promise<IdTokenClaims> {
  const origin = {
    endpoint: 'authorization',
    refreshed: false,
    besideAccessToken: accessToken !== undefined,
    besideCode: code !== undefined,
  } as const
  const { nonce, maxAge } = transaction
  const request = { origin, nonce, maxAge, accessToken, code, previous: undefined }
  return validateIdToken(idToken, metadata, settings, request, env, 'authorization-response')
}

async function redeemHere(
  handOver: CodeHandOver,
  previous: IdTokenClaims | undefined,
  { metadata, settings, transaction: { maxAge }, env }: Completion,
): Promise<Identified> {
  const code = { ...handOver, maxAge, previous }
  // most flows never need it
  const { exchangeAsPublicClient } = await import('../token-endpoint/exchange-code.ts')
  const tokens = await exchangeAsPublicClient(metadata, settings, code, env)
  const { accessToken, idToken, claims } = tokens
  // not the refresh token: a browser cannot keep it private
  return { accessToken, ...(idToken !== undefined && { idToken }), ...(claims && { claims }) }
}

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
