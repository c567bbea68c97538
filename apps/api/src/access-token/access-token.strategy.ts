import { Inject, Injectable } from '@nestjs/common'
import { PassportStrategy } from '@nestjs/passport'
import type { FastifyRequest } from 'fastify'
import { Strategy, type SecretOrKeyProvider } from 'passport-jwt'
import type { Verdict } from './authenticator.ts'
import { extractAccessToken, findAuthorization } from './bearer.ts'
import { AccessRefused, KeysUnavailableError } from './errors.ts'
import { TokenWithKey } from './jwt-verifier.ts'
import { KeySet } from './keys/key-set.ts'
import { accessTokenOptions, type AccessTokenOptions } from './options.ts'
import type { Principal } from './principal.ts'
import { profileById } from './profiles.ts'
import { TokenVerifier, type UnverifiedToken } from './token-verifier.ts'
import { VerifiedTokens } from './verified-tokens.ts'

/**
 * passport-jwt's strategy, which finds the token, asks for its key, has the signature verified and
 * asks who the user is. What comes before the signature is judged where it asks for the key, the
 * claims where it asks for the user.
 */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, 'access-token') {
  readonly #verifier: TokenVerifier
  readonly #verified: VerifiedTokens

  constructor(
    @Inject(accessTokenOptions) options: AccessTokenOptions,
    keys: KeySet,
    verified: VerifiedTokens,
  ) {
    const { algorithms = ['RS256'], now = Date.now } = options
    const verifier = new TokenVerifier(keys, {
      issuer: options.issuer,
      issuerOrigin: new URL(options.issuer).origin,
      audience: options.audience,
      algorithms,
      profile: profileById(options.profile ?? 'rfc9068'),
      maxAgeSeconds: options.maxAgeSeconds ?? 86_400,
      toleranceSeconds: options.toleranceSeconds ?? 5,
      now: () => now() / 1000,
    })
    super({
      jwtFromRequest: ({ raw }: FastifyRequest) =>
        extractAccessToken(findAuthorization(raw.rawHeaders)),
      secretOrKeyProvider: findKeyWith(verifier),
      passReqToCallback: true,
    })
    this.#verifier = verifier
    this.#verified = verified
  }

  validate({ raw }: FastifyRequest, token: UnverifiedToken): Principal {
    const { principal, until } = this.#verifier.judgeClaims(token)
    this.#verified.remember(findAuthorization(raw.rawHeaders), { principal, until, key: token.key })
    return principal
  }

  /**
   * Runs the strategy on a request as passport does, for a caller that has no other strategy.
   * Answers at once what is known at once: a token that is refused without its claims.
   *
   * @throws {AccessRefused} for a header that cannot be read
   */
  attempt(request: FastifyRequest): Verdict | Promise<Verdict> {
    let verdict: Verdict | undefined
    let settle = (outcome: Verdict): void => {
      verdict = outcome
    }
    let fail = (error: unknown): void => {
      throw error
    }
    // passport's own way: each attempt is an object of its own, with what may come of it
    const attempt = Object.create(this) as Strategy
    attempt.success = (principal: Principal) => settle(principal)
    attempt.error = attempt.fail = (reason: unknown) => {
      if (reason instanceof AccessRefused) settle(reason)
      else fail(reason)
    }
    attempt.authenticate(request as never)
    return (
      verdict ??
      new Promise((resolve, reject) => {
        settle = resolve
        fail = reject
      })
    )
  }
}

function findKeyWith(verifier: TokenVerifier): SecretOrKeyProvider<FastifyRequest> {
  return (_request, raw: string, done) => {
    const take = (token: UnverifiedToken | AccessRefused) => {
      if (token instanceof AccessRefused) done(token)
      else done(null, new TokenWithKey(token, verifier) as never)
    }
    const token = verifier.findKey(raw)
    if (token instanceof Promise)
      token.then(take, (error: unknown) => done(new KeysUnavailableError(error)))
    else take(token)
  }
}
