const alphabet = /^[A-Za-z0-9_-]+$/

/**
 * Decodes base64url without padding, and only the one spelling that its bytes have: a token with
 * several spellings slips through deny-lists and caches (RFC 7515 §2, RFC 4648 §3.5).
 *
 * @returns undefined for anything else, the empty string included.
 */
export function decodeBase64url(segment: string): Buffer | undefined {
  if (!alphabet.test(segment)) return undefined
  const bytes = Buffer.from(segment, 'base64url')
  return bytes.toString('base64url') === segment ? bytes : undefined
}
