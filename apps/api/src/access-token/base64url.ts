const alphabet = /^[A-Za-z0-9_-]+$/
/** Last characters that leave no bit over, by what is left of the length in groups of four. */
const canonicalEnd: readonly (RegExp | undefined)[] = [
  /./,
  undefined,
  /[AQgw]$/,
  /[AEIMQUYcgkosw048]$/,
]

/**
 * Decodes base64url without padding, and only the one spelling that its bytes have: a token with
 * several spellings slips through deny-lists and caches (RFC 7515 §2, RFC 4648 §3.5).
 *
 * @returns undefined for anything else, the empty string included.
 */
export function decodeBase64url(segment: string): Buffer | undefined {
  if (!alphabet.test(segment) || !canonicalEnd[segment.length % 4]?.test(segment)) return undefined
  return Buffer.from(segment, 'base64url')
}
