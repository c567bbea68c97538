import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { AccessPolicy, type Access } from './access-policy.ts'
import { AccessTokenStrategy } from './access-token.strategy.ts'
import { extractAccessToken } from './bearer.ts'
import { KeySet } from './keys/key-set.ts'
import type { Principal } from './principal.ts'
import { VerifiedTokens } from './verified-tokens.ts'

type Authenticated = FastifyRequest & { user?: Principal }

/**
 * Stands before every handler: who is not let in by name stays out. It asks the strategy itself,
 * because passport's AuthGuard turns every reason into the same 401.
 */
@Injectable()
export class AccessTokenGuard implements CanActivate {
  constructor(
    private readonly strategy: AccessTokenStrategy,
    private readonly policy: AccessPolicy,
    private readonly keys: KeySet,
    private readonly verified: VerifiedTokens,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = this.policy.of(context)
    if (access.public) return true
    const request = context.switchToHttp().getRequest<Authenticated>()
    const principal = this.verified.find(extractAccessToken(request.raw.rawHeaders))
    if (!principal || !this.keys.available) return this.#verify(request, access)
    request.user = principal
    access.enforce(principal)
    return true
  }

  async #verify(request: Authenticated, access: Access): Promise<true> {
    request.user = await this.strategy.attempt(request)
    access.enforce(request.user)
    return true
  }
}
