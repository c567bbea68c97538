import type { ProviderMetadata } from './provider/metadata.ts'

export interface EndSessionRequest {
  readonly clientId: string
  /** One of the registered ones. */
  readonly postLogoutRedirectUri: string
  /** Spares the user a question; it then stands in an address, and so in the provider's logs. */
  readonly idTokenHint?: string | undefined
  readonly state?: string | undefined
}

/**
 * Builds the address that ends the user's session at the provider; undefined if the provider has
 * none, and then only the local session can end.
 *
 * Does NOT end the local session: do that first, the provider may be down.
 *
 * @see {@link https://openid.net/specs/openid-connect-rpinitiated-1_0.html#rfc.section.2 RP-Initiated Logout §2}
 */
export function buildEndSessionRequest(
  { end_session_endpoint: endpoint }: ProviderMetadata,
  { clientId, postLogoutRedirectUri, idTokenHint, state }: EndSessionRequest,
): string | undefined {
  if (endpoint === undefined) return undefined
  const url = new URL(endpoint)
  url.searchParams.set('client_id', clientId)
  url.searchParams.set('post_logout_redirect_uri', postLogoutRedirectUri)
  if (idTokenHint !== undefined) url.searchParams.set('id_token_hint', idTokenHint)
  if (state !== undefined) url.searchParams.set('state', state)
  return url.href
}
