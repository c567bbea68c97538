import { redact, runChecks } from '@frontchannel/conformance'
import {
  buildAuthorizationRequest,
  type AuthorizationParameters,
} from '../authorization/build-request.ts'
import { ConfigurationError } from '../configuration-error.ts'
import type { Environment } from '../environment.ts'
import { issuesCode } from '../flows.ts'
import { discover } from '../provider/discover.ts'
import { codeChecks } from '../provider/metadata.checks.ts'
import { randomValue } from '../random.ts'
import { assertSettings, type ClientSettings } from '../settings.ts'
import { sameOriginPath } from '../transactions/return-to.ts'
import type { LoginTransaction, ResponseMode } from '../transactions/transaction.ts'

export interface LoginRequest extends AuthorizationParameters {
  /** Where in the app the user wants to go. Anything but a path of our own becomes `/`. */
  readonly returnTo: string
  readonly responseMode?: Exclude<ResponseMode, 'query'> | undefined
  /** Seconds since the authentication, at most; the ID Token has to say so. */
  readonly maxAge?: number | undefined
}

export interface StartedLogin {
  /** Where to send the browser. */
  readonly url: string
  readonly transaction: LoginTransaction
}

/**
 * Begins a login: asks the provider for its metadata, builds the authorization request, and saves
 * what its response will be checked against. Nothing is sent yet.
 *
 * Does NOT check that the provider knows the client, the redirect URI or the scopes.
 *
 * @throws {ProviderError} if the metadata cannot be fetched
 * @throws {ProtocolError} `provider-metadata.*`
 * @throws {TransactionStorageError} if the transaction cannot be saved
 * @throws {ConfigurationError} if a setting cannot work, or WebCrypto is missing
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.2.2.1 OpenID Connect Core §3.2.2.1}
 */
export async function startLogin(
  settings: ClientSettings,
  request: LoginRequest,
  env: Environment,
): Promise<StartedLogin> {
  assertSettings(settings)
  assertWebCrypto()
  const metadata = await discover(settings.issuer, env)
  if (issuesCode(settings.flow)) {
    const run = { step: 'authorization-request', now: env.now, trace: env.trace } as const
    await runChecks(codeChecks, metadata, settings.flow, run)
  }
  const transaction = createTransaction(settings, request, env.now())
  const url = await buildAuthorizationRequest(metadata, settings, transaction, request)
  env.transactions.save(transaction)
  env.trace?.({
    kind: 'message',
    step: 'authorization-request',
    at: env.now().getTime(),
    from: 'spa',
    to: 'idp',
    summary: `GET ${url.origin}${url.pathname}`,
    ...redact(url.searchParams),
  })
  return { url: url.href, transaction }
}

function createTransaction(
  { issuer, clientId, redirectUri, scope, flow }: ClientSettings,
  { returnTo, prompt, maxAge, responseMode }: LoginRequest,
  now: Date,
): LoginTransaction {
  return {
    state: randomValue(),
    nonce: randomValue(),
    issuer,
    clientId,
    redirectUri,
    flow: flow.id,
    scope,
    returnTo: sameOriginPath(returnTo),
    createdAt: now.getTime(),
    silent: prompt === 'none',
    ...(issuesCode(flow) && { codeVerifier: randomValue() }),
    ...(responseMode && { responseMode }),
    ...(maxAge !== undefined && { maxAge }),
  }
}

// a page that is neither https nor of this machine has no WebCrypto: say so before the user logs in
function assertWebCrypto(): void {
  if ('subtle' in crypto) return
  throw new ConfigurationError('WebCrypto is missing: the page needs https, or a loopback address')
}
