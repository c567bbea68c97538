import { Inject, Injectable } from '@nestjs/common'
import { PassportStrategy } from '@nestjs/passport'
import type { FastifyRequest } from 'fastify'
import { Strategy, type SecretOrKeyProvider } from 'passport-jwt'
import type { Expectations } from './access-token.checks.ts'
import { extractAccessToken } from './bearer.ts'
import { AccessRefused, KeysUnavailableError } from './errors.ts'
import { KeySet } from './keys/key-set.ts'
import { accessTokenOptions, type AccessTokenOptions } from './options.ts'
import type { Principal } from './principal.ts'
import { profileById } from './profiles.ts'
import { enforceSignature, findSigningKey, judgeClaims, UnverifiedToken } from './token-verifier.ts'
import { VerifiedTokens } from './verified-tokens.ts'

/**
 * passport-jwt's strategy, which finds the token, asks for its key, has the signature verified and
 * asks who the user is. What comes before the signature is judged where it asks for the key, the
 * claims where it asks for the user.
 */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, 'access-token') {
  readonly #expectations: Expectations
  readonly #verified: VerifiedTokens

  constructor(
    @Inject(accessTokenOptions) options: AccessTokenOptions,
    keys: KeySet,
    verified: VerifiedTokens,
  ) {
    const { algorithms = ['RS256'], now = Date.now } = options
    const findKey: SecretOrKeyProvider<FastifyRequest> = (_request, raw: string, done) => {
      const found = (token: UnverifiedToken) => done(null, token as never)
      const refused = (error: unknown) =>
        done(error instanceof AccessRefused ? error : new KeysUnavailableError(error))
      try {
        const token = findSigningKey(raw, keys, this.#expectations)
        if (token instanceof UnverifiedToken) found(token)
        else token.then(found, refused)
      } catch (error) {
        refused(error)
      }
    }
    super({
      jwtFromRequest: ({ raw }: FastifyRequest) => extractAccessToken(raw.rawHeaders),
      secretOrKeyProvider: findKey,
    })
    this.#verified = verified
    this.#expectations = {
      issuer: options.issuer,
      audience: options.audience,
      algorithms,
      profile: profileById(options.profile ?? 'rfc9068'),
      maxAgeSeconds: options.maxAgeSeconds ?? 86_400,
      toleranceSeconds: options.toleranceSeconds ?? 5,
      now: () => now() / 1000,
    }
  }

  validate({ token, key }: UnverifiedToken): Principal {
    const { principal, until } = judgeClaims(token, this.#expectations)
    this.#verified.remember(token.raw, { principal, until, key })
    return principal
  }

  /** Runs the strategy on a request as passport does, for a caller that has no other strategy. */
  attempt(request: FastifyRequest): Promise<Principal> {
    return new Promise((resolve, reject) => {
      // passport's own way: each attempt is an object of its own, with what may come of it
      const attempt = Object.assign(Object.create(this) as Strategy, {
        success: resolve,
        fail: reject,
        error: reject,
      })
      attempt.authenticate(request as never)
    })
  }
}

type Verify = (
  token: string,
  key: unknown,
  options: unknown,
  done: (error: unknown, payload?: unknown) => void,
) => void

const library = Strategy as unknown as { JwtVerifier: Verify }
const { JwtVerifier: verifyWithJsonWebToken } = library

/**
 * Where passport-jwt calls jsonwebtoken, ours verifies tokens of ours and leaves all others alone.
 * jsonwebtoken ignores `crit`, judges claims without saying which it refused, and spends on reading
 * the token again and on stack traces as much as on the signature itself.
 */
library.JwtVerifier = (raw, key, options, done) => {
  if (!(key instanceof UnverifiedToken)) {
    verifyWithJsonWebToken(raw, key, options, done)
    return
  }
  try {
    enforceSignature(key)
  } catch (error) {
    done(error)
    return
  }
  done(null, key)
}
