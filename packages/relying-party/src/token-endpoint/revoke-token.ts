import type { ProviderEnvironment } from '../environment.ts'
import { failure, fetchBody, jsonOf, type Body, type Resource } from '../provider/fetch-body.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import type { ClientSettings } from '../settings.ts'
import type { ClientAuthentication } from './client-authentication.ts'
import { TokenError } from './token-error.ts'

const maxBytes = 65_536

export interface RevocationRequest {
  readonly token: string
  readonly hint: 'refresh_token' | 'access_token'
}

/**
 * Revokes a token. A provider without a revocation endpoint is not asked.
 *
 * Does NOT tell whether the provider knew the token: it says the same either way.
 *
 * @throws {TokenError} if the provider refuses; a token that it does not know is no refusal
 * @throws {ProviderError} if it cannot be asked; asking again later may help
 * @see {@link https://www.rfc-editor.org/rfc/rfc7009#section-2.1 RFC 7009 §2.1}
 */
export async function revokeToken(
  { revocation_endpoint: url }: ProviderMetadata,
  settings: ClientSettings,
  { token, hint }: RevocationRequest,
  authenticate: ClientAuthentication,
  env: ProviderEnvironment,
): Promise<void> {
  if (url === undefined) return
  const { headers, parameters } = await authenticate(settings, env)
  const body = new URLSearchParams({ token, token_type_hint: hint, ...parameters })
  const init: RequestInit = { method: 'POST', headers: { ...headers }, body }
  const resource: Resource = { name: 'revocation response', url, maxBytes, init }
  const answer = await fetchBody(resource, env)
  if (!answer.ok) throw refusalOf(resource, answer)
}

function refusalOf(resource: Resource, answer: Body): Error {
  // RFC 7009 §2.2.1: 503 asks to come again
  if (answer.status >= 500) return failure(resource, 'status', answer.status)
  try {
    const { error, error_description: description } = jsonOf(resource, answer)
    if (typeof error === 'string') return new TokenError(error, description, answer.status)
  } catch {
    // something between us and the provider answered
  }
  return failure(resource, 'status', answer.status)
}
