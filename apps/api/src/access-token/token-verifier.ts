import { readToken, splitToken, type CompactToken } from './access-token.ts'
import {
  claimChecks,
  headerChecks,
  type AccessTokenCheck,
  type Expectations,
} from './access-token.checks.ts'
import { InvalidTokenError, KeysUnavailableError } from './errors.ts'
import type { KeySet } from './keys/key-set.ts'
import type { SigningKey } from './keys/signing-keys.ts'
import { principalOf, type Principal } from './principal.ts'
import { signatureIsGood } from './signature.ts'

/** A token whose key was found. Nothing in it is trusted yet. */
export class UnverifiedToken {
  readonly token: CompactToken
  readonly key: SigningKey

  constructor(token: CompactToken, key: SigningKey) {
    this.token = token
    this.key = key
  }
}

export interface VerifiedToken {
  readonly principal: Principal
  /** The end of the token's life, in milliseconds since the epoch. */
  readonly until: number
}

/** What can be judged before any crypto, the cheapest first; answers at once if the key is known. */
export function findSigningKey(
  raw: string,
  keys: KeySet,
  expectations: Expectations,
): UnverifiedToken | Promise<UnverifiedToken> {
  const token = splitToken(raw)
  enforceChecks(headerChecks, token, expectations)
  const { alg, kid } = token.header as { alg: string; kid?: string }
  const known = keys.known(kid, alg)
  if (known) return new UnverifiedToken(token, known)
  return keys.find(kid, alg).then((key) => {
    if (key === 'unavailable') throw new KeysUnavailableError()
    if (key) return new UnverifiedToken(token, key)
    throw new InvalidTokenError({
      check: 'access-token.key',
      requirements: ['RFC7515-4.1.4'],
      code: 'invalid_token',
      expected: 'a key that the issuer publishes',
      actual: kid === undefined ? 'no kid to choose by' : 'another kid',
    })
  })
}

/** @throws {InvalidTokenError} */
export function enforceSignature({ token, key }: UnverifiedToken): void {
  if (signatureIsGood(token, key)) return
  throw new InvalidTokenError({
    check: 'access-token.signature',
    requirements: ['RFC7515-5.2', 'RFC9068-4'],
    code: 'invalid_token',
    expected: 'a signature by the key that kid names',
    actual: 'another signature',
  })
}

/** What remains once the signature has been verified: what the claims say. */
export function judgeClaims(token: CompactToken, expectations: Expectations): VerifiedToken {
  const accessToken = readToken(token)
  enforceChecks(claimChecks, accessToken, expectations)
  const { exp, iat } = accessToken.claims as { exp: number; iat: number }
  const { toleranceSeconds, maxAgeSeconds, profile } = expectations
  return {
    principal: principalOf(accessToken, profile),
    until: (Math.min(exp, iat + maxAgeSeconds) + toleranceSeconds) * 1000,
  }
}

function enforceChecks<Subject>(
  checks: readonly AccessTokenCheck<Subject>[],
  subject: Subject,
  expectations: Expectations,
): void {
  for (const { id, requirements, code, test } of checks) {
    const { passed, expected, actual } = test(subject, expectations)
    if (!passed) throw new InvalidTokenError({ check: id, requirements, code, expected, actual })
  }
}
