import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { AccessPolicy, type Access } from './access-policy.ts'
import { admit, admittedPrincipal } from './admission.ts'
import { Authenticator } from './authenticator.ts'
import { EarlyAuthentication } from './early-authentication.ts'
import { AccessRefused } from './errors.ts'

/**
 * Stands before every handler: who is not let in by name stays out. It asks the strategy itself,
 * because passport's AuthGuard turns every reason into the same 401.
 */
@Injectable()
export class AccessTokenGuard implements CanActivate {
  constructor(
    private readonly policy: AccessPolicy,
    private readonly authenticator: Authenticator,
    private readonly early: EarlyAuthentication,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = this.policy.of(context)
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    const principal = admittedPrincipal(request)
    if (principal) {
      access.enforce(principal)
      return true
    }
    this.early.learn(request, access)
    return access.public || this.#authenticate(request, access)
  }

  async #authenticate(request: FastifyRequest, access: Access): Promise<true> {
    const verdict = await this.authenticator.authenticate(request)
    if (verdict instanceof AccessRefused) throw verdict
    admit(request, verdict)
    access.enforce(verdict)
    return true
  }
}
