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
  // RFC 6749 §3.1: a query of the endpoint itself is kept
  const url = new URL(metadata.authorization_endpoint)
  const parameters: Record<string, string | undefined> = {
    response_type: flow.responseType,
    client_id: settings.clientId,
    redirect_uri: settings.redirectUri,
    scope: settings.scope,
    state,
    // of no use where no ID Token will ever carry it back
    nonce: issuesIdToken(flow) || issuesCode(flow) ? nonce : undefined,
    audience: undefined,
    resource: undefined,
    [resourceParameter]: issuesAccessToken(flow) || issuesCode(flow) ? audience : undefined,
    prompt,
    login_hint: loginHint,
    max_age: maxAge?.toString(),
    response_mode: responseMode,
    code_challenge: codeVerifier && (await codeChallengeOf(codeVerifier)),
    code_challenge_method: codeVerifier && 'S256',
    // a request object would replace what we will check the response against
    request: undefined,
    request_uri: undefined,
  }
  const forbidden = Object.keys(extra).find((name) => name in parameters)
  if (forbidden) throw new ConfigurationError(`"extra" must not hold "${forbidden}"`)
  for (const [name, value] of Object.entries({ ...extra, ...parameters })) {
    if (value !== undefined && value !== '') url.searchParams.set(name, value)
  }
  return url
}
