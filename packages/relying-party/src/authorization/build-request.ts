import { ConfigurationError } from '../configuration-error.ts'
import { issuesAccessToken, issuesCode, issuesIdToken } from '../flows.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import { codeChallengeOf } from '../random.ts'
import type { ClientSettings } from '../settings.ts'
import type { LoginTransaction } from '../transactions/transaction.ts'

export interface AuthorizationParameters {
  readonly prompt?: 'none' | 'login' | 'consent' | 'select_account' | undefined
  readonly loginHint?: string | undefined
  /** Parameters of one provider, such as `connection`. None that the protocol needs. */
  readonly extra?: Readonly<Record<string, string>> | undefined
}

const notExtra: ReadonlySet<string> = new Set([
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'audience',
  'resource',
  'prompt',
  'max_age',
  'login_hint',
  'response_mode',
  'code_challenge',
  'code_challenge_method',
  'request',
  'request_uri',
])

/**
 * Builds the authorization request of a transaction.
 *
 * Does NOT check that the provider supports it.
 *
 * @throws {ConfigurationError} if `extra` names a parameter of the protocol
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-4.2.1 RFC 6749 §4.2.1}
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.2.1 OpenID Connect Core §3.1.2.1}
 */
export async function buildAuthorizationRequest(
  metadata: ProviderMetadata,
  settings: ClientSettings,
  transaction: LoginTransaction,
  { prompt, loginHint, extra = {} }: AuthorizationParameters,
): Promise<URL> {
  const { flow, audience, resourceParameter } = settings
  const { state, nonce, codeVerifier, maxAge, responseMode } = transaction
  const forbidden = Object.keys(extra).find((name) => notExtra.has(name))
  if (forbidden) throw new ConfigurationError(`"extra" must not hold "${forbidden}"`)

  // RFC 6749 §3.1: a query of the endpoint itself is kept
  const url = new URL(metadata.authorization_endpoint)
  const parameters: Record<string, string | undefined> = {
    ...extra,
    response_type: flow.responseType,
    client_id: settings.clientId,
    redirect_uri: settings.redirectUri,
    scope: settings.scope,
    state,
    // of no use where no ID Token will ever carry it back
    nonce: issuesIdToken(flow) || issuesCode(flow) ? nonce : undefined,
    [resourceParameter]: issuesAccessToken(flow) || issuesCode(flow) ? audience : undefined,
    prompt,
    login_hint: loginHint,
    max_age: maxAge?.toString(),
    response_mode: responseMode,
    code_challenge: codeVerifier && (await codeChallengeOf(codeVerifier)),
    code_challenge_method: codeVerifier && 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') url.searchParams.set(name, value)
  }
  return url
}
