import type { JWK } from 'jose'
import { decode } from 'jose/base64url'
import { signatureAlgorithm } from './algorithms.ts'

/**
 * Whether a compact JWS bears the signature of a key. Straight on WebCrypto: jose's `compactVerify`
 * parses the token and chooses among key formats once more, for a third of what one flow may weigh.
 *
 * Does NOT judge header, algorithm or key: that the algorithm is a configured one, and the key fits
 * it and is strong enough, are checks that come before.
 *
 * @param token three canonical base64url parts
 * @see {@link https://www.rfc-editor.org/rfc/rfc7515#section-5.2 RFC 7515 §5.2}
 */
export async function verifySignature(
  token: string,
  alg: unknown,
  { kty, crv, n, e, x, y }: JWK,
): Promise<boolean> {
  const algorithm = signatureAlgorithm(alg)?.webCrypto
  if (!algorithm) return false
  const end = token.lastIndexOf('.')
  const signature = new Uint8Array(decode(token.slice(end + 1)))
  // only what makes the public key: a further member could forbid its use
  const members = Object.entries({ kty, crv, n, e, x, y }).filter(
    ([, value]) => value !== undefined,
  )
  try {
    const jwk = Object.fromEntries(members) as JsonWebKey
    const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify'])
    const signed = new TextEncoder().encode(token.slice(0, end))
    return await crypto.subtle.verify(algorithm, key, signature, signed)
  } catch {
    return false // a point off its curve, a modulus that is none
  }
}
