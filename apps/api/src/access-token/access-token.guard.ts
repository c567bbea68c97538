import { Inject, Injectable, type ExecutionContext } from '@nestjs/common'
import { AuthGuard } from '@nestjs/passport'
import type { FastifyRequest } from 'fastify'
import { AccessPolicy, type Access } from './access-policy.ts'
import { AccessTokenStrategy } from './access-token.strategy.ts'
import { extractAccessToken } from './bearer.ts'
import { AccessRefused } from './errors.ts'
import { KeySet } from './keys/key-set.ts'
import type { Principal } from './principal.ts'
import { signatureRefused } from './token-verifier.ts'
import { VerifiedTokens } from './verified-tokens.ts'

type Authenticated = FastifyRequest & { user?: Principal }

/** Stands before every handler: who is not let in by name stays out. */
@Injectable()
export class AccessTokenGuard extends AuthGuard() {
  constructor(
    strategy: AccessTokenStrategy,
    @Inject(AccessPolicy) private readonly policy: AccessPolicy,
    @Inject(KeySet) private readonly keys: KeySet,
    @Inject(VerifiedTokens) private readonly verified: VerifiedTokens,
  ) {
    super({ defaultStrategy: strategy.id })
  }

  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = this.policy.of(context)
    if (access.public) return true
    const request = context.switchToHttp().getRequest<Authenticated>()
    const principal = this.verified.find(extractAccessToken(request.raw.rawHeaders))
    if (!principal || !this.keys.available) return this.#verify(context, request, access)
    request.user = principal
    access.enforce(principal)
    return true
  }

  async #verify(context: ExecutionContext, request: Authenticated, access: Access) {
    await super.canActivate(context)
    if (request.user) access.enforce(request.user)
    return request.user !== undefined
  }

  /** passport reports a refused key as a failure like any other; ours say which they are. */
  override handleRequest<User>(error: unknown, user: User | false, info: unknown): User {
    if (error) throw error as Error
    if (user) return user
    throw info instanceof AccessRefused ? info : signatureRefused()
  }
}
