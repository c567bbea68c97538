import type { Grant } from '../stores/grants.ts'
import type { AccessTokenTerms } from '../tokens/access-token.ts'
import type { AcceptedRequest } from './request.ts'

/**
 * What the Access Token of an authorization response may do. Beside a code it may be less than was
 * granted: whoever redeems the code gets the rest, where no browser can leak it (RFC 9700 §2.3).
 */
export function frontChannelTerms(
  { client, responseType, api }: AcceptedRequest,
  { scopes }: Grant,
): AccessTokenTerms {
  const issuedBy = 'authorization-endpoint'
  if (!responseType.parts.has('code')) return { issuedBy, scopes }
  const { frontChannelScopes: allowed, frontChannelLifetime: longestLifetime } = client
  const narrowed = allowed && api ? scopes.filter((scope) => allowed.includes(scope)) : scopes
  return { issuedBy, scopes: narrowed, longestLifetime }
}
