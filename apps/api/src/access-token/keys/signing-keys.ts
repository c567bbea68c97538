import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'

/** One key of the issuer, made ready once: a PEM parsed per request costs five signature checks. */
export interface SigningKey {
  readonly kid: string | undefined
  /** What may be verified with it: one algorithm, if the issuer tied the key to it. */
  readonly algorithms: readonly string[]
  readonly publicKey: KeyObject
  /** The text that it was made from; the same text gives the same key again. */
  readonly source: string
  /** The issuer's set lacks it now: tokens under it are worthless, however fresh. */
  withdrawn: boolean
}

/** Hears of each key that was published and is not used, in words for the log. */
export type Skipped = (reason: string) => void

class Unusable extends Error {}

const rsa = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const
/** What may be allowed: signatures alone, because a secret shared with the issuer could sign. */
export const algorithms = [...rsa, 'ES256', 'ES384', 'ES512'] as const
export type Algorithm = (typeof algorithms)[number]

const keyTypes: Readonly<Record<string, readonly Algorithm[]>> = {
  RSA: rsa,
  'EC P-256': ['ES256'],
  'EC P-384': ['ES384'],
  'EC P-521': ['ES512'],
}
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'] as const

/**
 * Turns a JWK Set into keys that can verify signatures, and skips what can't: other key types
 * (RFC 7517 §5), other uses, algorithms that are not allowed, RSA keys below 2048 bit or with an
 * exponent that invites forgeries, and key ids that two different keys claim.
 *
 * @param known keys of the set before; those that are still published are kept as they are
 * @returns undefined if the document is no JWK Set: then nothing is known about any key.
 */
export function readSigningKeys(
  jwks: unknown,
  allowed: readonly string[],
  known: readonly SigningKey[],
  skipped: Skipped,
): readonly SigningKey[] | undefined {
  if (!Array.isArray(jwks) || !jwks.every(isObject)) return undefined
  const bySource = new Map(known.map((key) => [key.source, key]))
  const found = new Map<string, SigningKey>()
  for (const jwk of jwks) {
    try {
      const key = readKey(jwk, allowed, bySource, skipped)
      if (key) found.set(key.source, key)
    } catch (error) {
      if (!(error instanceof Unusable)) throw error
      skipped(`${nameOf(jwk)}: ${error.message}`)
    }
  }
  return withoutAmbiguousIds([...found.values()], skipped)
}

function readKey(
  jwk: Record<string, unknown>,
  allowed: readonly string[],
  known: ReadonlyMap<string, SigningKey>,
  skipped: Skipped,
): SigningKey | undefined {
  const { kty, kid, use, key_ops: operations, alg, n, e, crv, x, y } = jwk
  if (use !== undefined && use !== 'sig') return undefined
  if (Array.isArray(operations) && !operations.includes('verify')) return undefined
  if (kid !== undefined && typeof kid !== 'string') throw new Unusable('its kid is no string')
  const type = [kty, crv].filter((part) => typeof part === 'string').join(' ')
  const usable = (keyTypes[type] ?? []).filter(
    (item) => allowed.includes(item) && (alg === undefined || alg === item),
  )
  if (usable.length === 0) throw new Unusable('no allowed algorithm uses it')
  if (privateMembers.some((member) => jwk[member] !== undefined)) {
    // RFC 7517 §9.3: whoever read it can sign; the issuer has to know
    skipped(`${nameOf(jwk)}: the issuer publishes its private members, which are not read`)
  }
  const source = JSON.stringify({ kid, alg, kty, n, e, crv, x, y })
  return (
    known.get(source) ?? {
      kid,
      algorithms: usable,
      publicKey: importKey(source),
      source,
      withdrawn: false,
    }
  )
}

function importKey(source: string): KeyObject {
  let key: KeyObject
  try {
    key = createPublicKey({ key: JSON.parse(source) as JsonWebKey, format: 'jwk' })
  } catch {
    throw new Unusable('it is malformed')
  }
  const { modulusLength, publicExponent } = key.asymmetricKeyDetails ?? {}
  // RFC 7518 §3.3: at least 2048 bit. An exponent of 1 signs nothing, 3 admits forged padding
  if (modulusLength !== undefined && modulusLength < 2048) {
    throw new Unusable(`${modulusLength} bit are too few`)
  }
  if (publicExponent !== undefined && publicExponent < 65_537n) {
    throw new Unusable('its exponent is too small')
  }
  return key
}

const nameOf = ({ kid }: Record<string, unknown>): string =>
  typeof kid === 'string' ? JSON.stringify(kid.slice(0, 80)) : 'a key without kid'

/** Which of two keys a kid means is not ours to guess. */
function withoutAmbiguousIds(keys: readonly SigningKey[], skipped: Skipped): SigningKey[] {
  return keys.filter(({ kid }) => {
    const alone = kid === undefined || keys.filter((key) => key.kid === kid).length === 1
    if (!alone) skipped(`${nameOf({ kid })}: several keys have this kid`)
    return alone
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
