import {
  readClaims,
  readHeader,
  readSegment,
  splitToken,
  type AccessToken,
  type CompactToken,
} from './access-token.ts'
import {
  claimChecks,
  headerChecks,
  type AccessTokenCheck,
  type Expectations,
} from './access-token.checks.ts'
import { InvalidTokenError, KeysUnavailableError, type AccessRefused } from './errors.ts'
import type { FoundKey, KeySet } from './keys/key-set.ts'
import type { SigningKey } from './keys/signing-keys.ts'
import { PrincipalReader, type Principal } from './principal.ts'
import { signatureIsGood } from './signature.ts'
import type { JsonObject } from './strict-json.ts'

/** A token whose header was read and whose key was found. Nothing in it is trusted yet. */
export interface UnverifiedToken {
  readonly token: CompactToken
  readonly header: JsonObject
  readonly key: SigningKey
}

type Found = UnverifiedToken | AccessRefused

export interface VerifiedToken {
  readonly principal: Principal
  /** The end of the token's life, in milliseconds since the epoch. */
  readonly until: number
}

const mostHeaders = 100

/** Judges tokens in three steps, between which somebody else may be asked: key, signature, claims. */
export class TokenVerifier {
  readonly #keys: KeySet
  readonly #expectations: Expectations
  readonly #principals: PrincipalReader
  /** Headers of good tokens: thousands of tokens have the same few. */
  readonly #goodHeaders = new Map<string, JsonObject>()

  constructor(keys: KeySet, expectations: Expectations) {
    this.#keys = keys
    this.#expectations = expectations
    this.#principals = new PrincipalReader(expectations.profile)
  }

  /**
   * What can be judged before any crypto, the cheapest first. Answers at once unless a key has to
   * be fetched.
   *
   * @throws {InvalidTokenError} for a token that cannot be read
   */
  findKey(raw: string): Found | Promise<Found> {
    const token = splitToken(raw)
    const known = this.#goodHeaders.get(token.header)
    const header = known ?? readHeader(token)
    const refused = known ? undefined : judge(headerChecks, { header }, this.#expectations)
    if (refused) return refused
    const { alg, kid } = header as { alg: string; kid?: string }
    const take = (key: FoundKey): Found => {
      if (key === 'unavailable') return new KeysUnavailableError()
      return key ? { token, header, key } : otherKey
    }
    const found = this.#keys.find(kid, alg)
    return found instanceof Promise ? found.then(take) : take(found)
  }

  /** Why the signature is refused; undefined if it is good. */
  judgeSignature({ token, header, key }: UnverifiedToken): InvalidTokenError | undefined {
    const signature = readSegment(token.signature)
    const alg = header['alg'] as string
    if (!signatureIsGood(alg, key.publicKey, token.signed, signature)) return otherSignature
    if (this.#goodHeaders.size >= mostHeaders) this.#goodHeaders.clear()
    this.#goodHeaders.set(token.header, header)
    return undefined
  }

  /**
   * What the claims say, of a token whose signature is good.
   *
   * @throws {InvalidTokenError}
   */
  judgeClaims({ token: { payload }, header }: UnverifiedToken): VerifiedToken {
    const token: AccessToken = { header, claims: readClaims(readSegment(payload)) }
    const refused = judge(claimChecks, token, this.#expectations)
    if (refused) throw refused
    const { exp, iat } = token.claims as { exp: number; iat: number }
    const { toleranceSeconds, maxAgeSeconds } = this.#expectations
    return {
      principal: this.#principals.read(token),
      until: (Math.min(exp, iat + maxAgeSeconds) + toleranceSeconds) * 1000,
    }
  }
}

// made once: they have no trace and nothing of a token in them, and come in floods
const otherKey = new InvalidTokenError({
  check: 'access-token.key',
  requirements: ['RFC7515-4.1.4'],
  code: 'invalid_token',
  expected: 'a key that the issuer publishes',
  actual: 'another kid, or none where there are several keys',
})

const otherSignature = new InvalidTokenError({
  check: 'access-token.signature',
  requirements: ['RFC7515-5.2', 'RFC9068-4'],
  code: 'invalid_token',
  expected: 'a signature by the key that kid names',
  actual: 'another signature',
})

/** The refusal of the first check that is not passed. */
function judge<Subject>(
  checks: readonly AccessTokenCheck<Subject>[],
  subject: Subject,
  expectations: Expectations,
): InvalidTokenError | undefined {
  for (const { id, requirements, code, test } of checks) {
    const { passed, expected, actual } = test(subject, expectations)
    if (!passed) return new InvalidTokenError({ check: id, requirements, code, expected, actual })
  }
  return undefined
}
