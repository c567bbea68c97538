import { Inject, Injectable } from '@nestjs/common'
import { PassportStrategy } from '@nestjs/passport'
import type { FastifyRequest } from 'fastify'
import { Strategy, type SecretOrKeyProvider } from 'passport-jwt'
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

  /** Runs the strategy on a request as passport does, for a caller that has no other strategy. */
  attempt(request: FastifyRequest): Promise<Principal> {
    return new Promise((resolve, reject) => {
      // passport's own way: each attempt is an object of its own, with what may come of it
      const attempt = Object.create(this) as Strategy
      attempt.success = resolve
      attempt.fail = reject
      attempt.error = reject
      attempt.authenticate(request as never)
    })
  }
}

function findKeyWith(verifier: TokenVerifier): SecretOrKeyProvider<FastifyRequest> {
  return (_request, raw: string, done) => {
    const found = (token: UnverifiedToken) => done(null, new TokenWithKey(token, verifier) as never)
    const refused = (error: unknown) =>
      done(error instanceof AccessRefused ? error : new KeysUnavailableError(error))
    try {
      const token = verifier.findKey(raw)
      if (token instanceof Promise) token.then(found, refused)
      else found(token)
    } catch (error) {
      refused(error)
    }
  }
}
