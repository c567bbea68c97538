import type { FastifyRequest } from 'fastify'
import type { Principal } from './principal.ts'

const admitted = Symbol('admitted')

type Admitted = FastifyRequest & { [admitted]?: Principal; user?: Principal }

/** Notes who was let in: where Nest and passport look for it, and where nobody else writes. */
export function admit(request: FastifyRequest, principal: Principal): void {
  const noted = request as Admitted
  noted[admitted] = principal
  noted.user = principal
}

/** Who was let in with this request; undefined if nobody was yet. */
export const admittedPrincipal = (request: FastifyRequest): Principal | undefined =>
  (request as Admitted)[admitted]
