import { Inject, Injectable } from '@nestjs/common'
import { PassportStrategy } from '@nestjs/passport'
import type { FastifyRequest } from 'fastify'
import passport from 'passport'
import { Strategy, type SecretOrKeyProvider } from 'passport-jwt'
import type { CompactToken } from './access-token.ts'
import type { Expectations } from './access-token.checks.ts'
import { extractAccessToken } from './bearer.ts'
import { AccessRefused, KeysUnavailableError } from './errors.ts'
import { KeySet } from './keys/key-set.ts'
import type { SigningKey } from './keys/signing-keys.ts'
import { accessTokenOptions, type AccessTokenOptions } from './options.ts'
import type { Principal } from './principal.ts'
import { profileById } from './profiles.ts'
import { findSigningKey, judgeClaims } from './token-verifier.ts'
import { VerifiedTokens } from './verified-tokens.ts'

let strategies = 0

/**
 * passport-jwt verifies the signature, with the algorithms that we allow and with a key that is
 * ready to use. What it leaves open or answers without a reason is ours: what comes before the
 * signature is judged where it asks for the key, the claims where it asks for the user.
 */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy) {
  /** passport's registry is one for the process: two applications in it must not share a name. */
  readonly id: string
  readonly #expectations: Expectations
  readonly #verified: VerifiedTokens
  readonly #pending = new WeakMap<FastifyRequest, { token: CompactToken; key: SigningKey }>()

  constructor(
    @Inject(accessTokenOptions) options: AccessTokenOptions,
    keys: KeySet,
    verified: VerifiedTokens,
  ) {
    const { algorithms = ['RS256'] } = options
    const findKey: SecretOrKeyProvider<FastifyRequest> = (request, raw: string, done) => {
      findSigningKey(raw, keys, this.#expectations).then(
        (found) => {
          this.#pending.set(request, found)
          done(null, found.key.publicKey as never) // passport-jwt's types know no KeyObject yet
        },
        (error: unknown) =>
          done(error instanceof AccessRefused ? error : new KeysUnavailableError(error)),
      )
    }
    super({
      jwtFromRequest: ({ raw }: FastifyRequest) => extractAccessToken(raw.rawHeaders),
      secretOrKeyProvider: findKey,
      algorithms: [...algorithms],
      passReqToCallback: true,
      // the rows judge the claims: they name the one that failed
      ignoreExpiration: true,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way to hand over this option
      jsonWebTokenOptions: { ignoreNotBefore: true },
    })
    const now = options.now ?? Date.now
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
    this.id = `access-token ${++strategies}`
    passport.unuse('jwt') // the name under which the base class has just registered it
    passport.use(this.id, this)
  }

  validate(request: FastifyRequest): Principal {
    const pending = this.#pending.get(request)
    if (!pending) throw new Error('validate before the key was found')
    const { principal, until } = judgeClaims(pending.token, this.#expectations)
    this.#verified.remember(pending.token.raw, { principal, until, key: pending.key })
    return principal
  }
}
