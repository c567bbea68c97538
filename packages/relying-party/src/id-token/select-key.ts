import type { JWK } from 'jose'
import { decode } from 'jose/base64url'
import type { JsonObject } from '../strict-json.ts'
import { signatureAlgorithm } from './algorithms.ts'

/** The key that a token names, or why there is none. */
export type KeyChoice =
  | { readonly key: JWK; readonly problem?: never }
  | {
      readonly key?: never
      readonly problem: string
      /** Whether newer keys could change that. */
      readonly unknown: boolean
    }

/**
 * Chooses the key that a token was signed with: the one that `kid` names, or, without `kid`, the
 * only one that fits the algorithm. Ignores keys for encryption, and secret keys that stand in the
 * set by mistake.
 *
 * @param header its `alg` is one that was configured
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.10.1 OpenID Connect Core §10.1}
 */
export function selectKey({ alg, kid }: JsonObject, keys: readonly JWK[]): KeyChoice {
  if (kid !== undefined && typeof kid !== 'string') return refused('a "kid" that is not a string')
  const named = kid === undefined ? keys : keys.filter((key) => key.kid === kid)
  const fitting = named.filter((key) => fits(key, alg))
  const [key, ...others] = fitting
  if (!key) {
    // a key of that name that does not fit will not fit later either
    if (kid !== undefined && named.length > 0)
      return refused('a "kid" whose key does not fit "alg"')
    return { problem: kid === undefined ? 'no key that fits' : 'an unknown "kid"', unknown: true }
  }
  if (others.length > 0) return refused(`${fitting.length} keys that fit`)
  if (isWeak(key)) return refused('an RSA key of less than 2048 bits')
  return { key }
}

const refused = (problem: string): KeyChoice => ({ problem, unknown: false })

function fits(key: JWK, alg: unknown): boolean {
  const algorithm = signatureAlgorithm(alg)
  return (
    algorithm !== undefined &&
    key.kty === algorithm.kty &&
    (algorithm.crv === undefined || key.crv === algorithm.crv) &&
    (key.use === undefined || key.use === 'sig') &&
    (key.alg === undefined || key.alg === alg) &&
    (!Array.isArray(key.key_ops) || key.key_ops.includes('verify'))
  )
}

// RFC 7518 §3.3
function isWeak({ kty, n = '' }: JWK): boolean {
  if (kty !== 'RSA') return false
  try {
    const modulus = decode(n)
    const start = modulus.findIndex((byte) => byte !== 0)
    if (start === -1) return true
    return (modulus.length - start) * 8 - Math.clz32(modulus[start] ?? 0) + 24 < 2048
  } catch {
    return true // not base64url, so no key at all
  }
}
