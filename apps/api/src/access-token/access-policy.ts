import { Inject, Injectable, type ExecutionContext } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import { routeOf } from '@frontchannel/contract/nest'
import { publicMetadata, scopesMetadata } from './decorators.ts'
import { InsufficientScopeError } from './errors.ts'
import { accessTokenOptions, type AccessTokenOptions } from './options.ts'
import type { Principal } from './principal.ts'

type HandlerAndClass = [
  ReturnType<ExecutionContext['getHandler']>,
  ReturnType<ExecutionContext['getClass']>,
]

export interface Access {
  readonly public: boolean
  /** @throws {InsufficientScopeError} */
  readonly enforce: (principal: Principal) => void
}

/** What a handler asks of its caller: what its route in the contract says, or its decorators. */
@Injectable()
export class AccessPolicy {
  readonly #known = new WeakMap<object, Access>()

  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(accessTokenOptions) private readonly options: AccessTokenOptions,
  ) {}

  of(context: ExecutionContext): Access {
    const handler = context.getHandler()
    const known = this.#known.get(handler)
    if (known) return known
    const access = this.#read(handler, context.getClass())
    this.#known.set(handler, access)
    return access
  }

  #read(...[handler, controller]: HandlerAndClass): Access {
    const places = [handler, controller]
    const route = routeOf(handler)
    const named = this.reflector.getAllAndOverride<readonly string[] | undefined>(
      scopesMetadata,
      places,
    )
    const scopes = route?.scope ? [route.scope] : (named ?? [])
    const forMachines = route?.problems.includes('machine_required') === true
    const open = this.reflector.getAllAndOverride<true | undefined>(publicMetadata, places)
    return {
      public: route ? route.public === true : open === true,
      enforce: (principal) => {
        this.#enforceClient(principal, scopes)
        if (!forMachines) enforceUser(principal, scopes)
        enforceScopes(principal, scopes)
      },
    }
  }

  #enforceClient({ clientId }: Principal, scopes: readonly string[]): void {
    const { allowedClients = [] } = this.options
    if (allowedClients.length === 0 || allowedClients.includes(clientId ?? '')) return
    throw new InsufficientScopeError(scopes, {
      check: 'access-token.client',
      requirements: ['RFC9068-4'],
      expected: 'a client of the allow-list',
      actual: 'another client',
    })
  }
}

/** RFC 9700 §4.15: a client that named itself like a user must not pass for one. */
function enforceUser({ kind }: Principal, scopes: readonly string[]): void {
  if (kind === 'user') return
  throw new InsufficientScopeError(scopes, {
    check: 'access-token.principal',
    requirements: ['RFC9068-2.2'],
    expected: 'an end-user',
    actual: 'a client that acts for itself',
  })
}

/** Whole items: "read:time" is no part of "read:timesheets" (RFC 6749 §3.3). */
function enforceScopes({ scopes: granted }: Principal, scopes: readonly string[]): void {
  if (scopes.every((scope) => granted.has(scope))) return
  throw new InsufficientScopeError(scopes, {
    check: 'access-token.scope',
    requirements: ['RFC6750-3.1'],
    expected: scopes.join(' '),
    actual: 'other scopes',
  })
}
