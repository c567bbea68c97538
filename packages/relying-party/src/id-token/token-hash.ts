import { encode } from 'jose/base64url'
import { signatureAlgorithm } from './algorithms.ts'

/**
 * The value of `at_hash` or `c_hash` for an Access Token or a code: the left half of its digest,
 * by the hash of the algorithm that signs the ID Token.
 *
 * @param alg of the ID Token's header; one of the supported algorithms
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.2.2.9 OpenID Connect Core §3.2.2.9}
 */
export async function tokenHash(value: string, alg: unknown): Promise<string> {
  const hash = signatureAlgorithm(alg)?.hash
  if (!hash) throw new TypeError('an algorithm without a hash')
  const digest = new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(value)))
  return encode(digest.subarray(0, digest.length / 2))
}
