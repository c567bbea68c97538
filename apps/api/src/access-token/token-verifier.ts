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
import { InvalidTokenError, KeysUnavailableError } from './errors.ts'
import type { FoundKey, KeySet } from './keys/key-set.ts'
import type { SigningKey } from './keys/signing-keys.ts'
import { principalOf, type Principal } from './principal.ts'
import { signatureIsGood } from './signature.ts'
import type { JsonObject } from './strict-json.ts'

/** A token whose header was read and whose key was found. Nothing in it is trusted yet. */
export class UnverifiedToken {
  readonly token: CompactToken
  readonly header: JsonObject
  readonly key: SigningKey
  readonly payload: Buffer

  constructor(token: CompactToken, header: JsonObject, key: SigningKey) {
    this.token = token
    this.header = header
    this.key = key
    this.payload = readSegment(token.payload)
  }
}

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
  /** Headers of good tokens: thousands of tokens have the same few. */
  readonly #goodHeaders = new Map<string, JsonObject>()

  constructor(keys: KeySet, expectations: Expectations) {
    this.#keys = keys
    this.#expectations = expectations
  }

  /**
   * What can be judged before any crypto, the cheapest first. Answers at once unless a key has to
   * be fetched.
   *
   * @throws {AccessRefused} at once or later
   */
  findKey(raw: string): UnverifiedToken | Promise<UnverifiedToken> {
    const token = splitToken(raw)
    const header = this.#goodHeaders.get(token.header) ?? this.#judgeHeader(token)
    const { alg, kid } = header as { alg: string; kid?: string }
    const take = (found: FoundKey) => {
      if (found === 'unavailable') throw new KeysUnavailableError()
      if (!found) throw otherKey
      return new UnverifiedToken(token, header, found)
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
  judgeClaims({ header, payload }: UnverifiedToken): VerifiedToken {
    const token: AccessToken = { header, claims: readClaims(payload) }
    enforceChecks(claimChecks, token, this.#expectations)
    const { exp, iat } = token.claims as { exp: number; iat: number }
    const { toleranceSeconds, maxAgeSeconds, profile } = this.#expectations
    return {
      principal: principalOf(token, profile),
      until: (Math.min(exp, iat + maxAgeSeconds) + toleranceSeconds) * 1000,
    }
  }

  #judgeHeader(token: CompactToken): JsonObject {
    const header = readHeader(token)
    enforceChecks(headerChecks, { header }, this.#expectations)
    return header
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
