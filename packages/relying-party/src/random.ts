import { encode } from 'jose/base64url'

/**
 * An unguessable value for `state`, `nonce` and code verifiers: 32 random bytes as 43 characters
 * of base64url, the length that the conformance suite wants at most and RFC 7636 at least.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7636#section-4.1 RFC 7636 §4.1}
 */
export function randomValue(): string {
  return encode(crypto.getRandomValues(new Uint8Array(32)))
}

/**
 * The S256 code challenge of a code verifier.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7636#section-4.2 RFC 7636 §4.2}
 */
export async function codeChallengeOf(codeVerifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier))
  return encode(new Uint8Array(digest))
}
