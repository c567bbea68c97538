import { Injectable } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { maximumTokenLength, tooLong } from './access-token.ts'
import { AccessTokenStrategy } from './access-token.strategy.ts'
import { findAuthorization } from './bearer.ts'
import { AccessRefused } from './errors.ts'
import { KeySet } from './keys/key-set.ts'
import type { Principal } from './principal.ts'
import { VerifiedTokens } from './verified-tokens.ts'

/** Who calls, or why they are not let in: a value, because throwing one costs as much as a check. */
export type Verdict = Principal | AccessRefused

const longestLine = 'Bearer '.length + maximumTokenLength

/** Finds out who calls: from memory if the same token was good before, else by the strategy. */
@Injectable()
export class Authenticator {
  constructor(
    private readonly strategy: AccessTokenStrategy,
    private readonly keys: KeySet,
    private readonly verified: VerifiedTokens,
  ) {}

  authenticate(request: FastifyRequest): Verdict | Promise<Verdict> {
    try {
      const line = findAuthorization(request.raw.rawHeaders)
      if (line.length > longestLine) return tooLong
      const known = this.verified.find(line)
      return known && this.keys.available ? known : this.strategy.attempt(request)
    } catch (error) {
      if (error instanceof AccessRefused) return error
      throw error
    }
  }
}
