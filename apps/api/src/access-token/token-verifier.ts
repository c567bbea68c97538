import { readToken, splitToken, MalformedToken, type CompactToken } from './access-token.ts'
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

/** What can be judged before the signature: cheap first, and nothing of it is trusted yet. */
export async function findSigningKey(
  raw: string,
  keys: KeySet,
  expectations: Expectations,
): Promise<{ readonly token: CompactToken; readonly key: SigningKey }> {
  const token = refuseMalformed(() => splitToken(raw))
  enforceChecks(headerChecks, token, expectations)
  const { alg, kid } = token.header as { alg: string; kid?: string }
  const key = keys.known(kid, alg) ?? (await keys.find(kid, alg))
  if (key === 'unavailable') throw new KeysUnavailableError()
  if (!key) {
    throw new InvalidTokenError({
      check: 'access-token.key',
      requirements: ['RFC7515-4.1.4'],
      code: 'invalid_token',
      expected: 'a key that the issuer publishes',
      actual: kid === undefined ? 'no kid to choose by' : 'another kid',
    })
  }
  return { token, key }
}

/** What remains once the signature has been verified: what the claims say. */
export function judgeClaims(token: CompactToken, expectations: Expectations): Verified {
  const accessToken = refuseMalformed(() => readToken(token))
  enforceChecks(claimChecks, accessToken, expectations)
  const { exp, iat } = accessToken.claims as { exp: number; iat: number }
  const { toleranceSeconds, maxAgeSeconds, profile } = expectations
  return {
    principal: principalOf(accessToken, profile),
    until: (Math.min(exp, iat + maxAgeSeconds) + toleranceSeconds) * 1000,
  }
}

export interface Verified {
  readonly principal: Principal
  /** The end of the token's life, in milliseconds since the epoch. */
  readonly until: number
}

export function signatureRefused(): InvalidTokenError {
  return new InvalidTokenError({
    check: 'access-token.signature',
    requirements: ['RFC7515-5.2', 'RFC9068-4'],
    code: 'invalid_token',
    expected: 'a signature by the key that kid names',
    actual: 'another signature',
  })
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

function refuseMalformed<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof MalformedToken)) throw error
    throw new InvalidTokenError({
      check: 'access-token.format',
      requirements: ['RFC9068-4'],
      code: 'invalid_token',
      expected: 'a compact JWS',
      actual: error.message,
    })
  }
}
