import { base64url } from 'jose'
import { algorithms } from '../keys/algorithms.ts'
import type { AlgorithmName } from '../keys/algorithms.ts'

/**
 * `at_hash` or `c_hash`: the left half of the hash of the token's ASCII text, with the hash of the
 * ID Token's algorithm.
 *
 * @see OpenID Connect Core §3.3.2.11 https://openid.net/specs/openid-connect-core-1_0.html#HybridIDToken
 */
export async function tokenHash(token: string, alg: AlgorithmName): Promise<string> {
  const bytes = new TextEncoder().encode(token)
  const digest = new Uint8Array(await crypto.subtle.digest(algorithms[alg].hash, bytes))
  return base64url.encode(digest.subarray(0, digest.length / 2))
}
