import { Injectable } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { maximumTokenLength, tooLong } from './access-token.ts'
import { AccessTokenStrategy } from './access-token.strategy.ts'
import { findAuthorization } from './bearer.ts'
import { AccessRefused, InvalidTokenError } from './errors.ts'
import { KeySet } from './keys/key-set.ts'
import type { Principal } from './principal.ts'
import { SignedOut } from './signed-out.ts'
import { VerifiedTokens } from './verified-tokens.ts'

/** Who calls, or why they are not let in: a value, because throwing one costs as much as a check. */
export type Verdict = Principal | AccessRefused

const ownerSignedOut = new InvalidTokenError({
  check: 'access-token.signed-out',
  requirements: ['RFC6750-3.1'],
  code: 'invalid_token',
  expected: 'a token that was issued after its owner was signed out',
  actual: 'an earlier one',
})

const longestLine = 'Bearer '.length + maximumTokenLength

/** Finds out who calls: from memory if the same token was good before, else by the strategy. */
@Injectable()
export class Authenticator {
  constructor(
    private readonly strategy: AccessTokenStrategy,
    private readonly keys: KeySet,
    private readonly verified: VerifiedTokens,
    private readonly signedOut: SignedOut,
  ) {}

  authenticate(request: FastifyRequest): Verdict | Promise<Verdict> {
    try {
      const line = findAuthorization(request.raw.rawHeaders)
      if (line.length > longestLine) return tooLong
      const known = this.verified.find(line)
      if (known && this.keys.available) return this.#judge(known)
      const verdict = this.strategy.attempt(request)
      return verdict instanceof Promise ? verdict.then((late) => this.#judge(late)) : verdict
    } catch (error) {
      if (error instanceof AccessRefused) return error
      throw error
    }
  }

  #judge(verdict: Verdict): Verdict {
    if (verdict instanceof AccessRefused) return verdict
    return this.signedOut.has(verdict) ? ownerSignedOut : verdict
  }
}
