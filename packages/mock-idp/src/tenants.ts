import { createClock } from './clock.ts'
import type { Clock } from './clock.ts'
import type { Deliver } from './connections/messages/message.ts'
import type { TenantCode } from './rules/tenant-code.ts'
import type { LogSink } from './log/request-log.ts'
import { createProvider } from './provider.ts'
import type { Provider } from './provider.ts'
import { parseTenant } from './tenant/parse-tenant.ts'
import type { TenantInput } from './tenant/tenant.ts'

/** The id of the tenant that the issuer itself belongs to. */
export const mainTenant = 'main'

export interface TenantDefinition {
  readonly id: string
  /** As it was written, so that it can be copied and reset. */
  readonly input: TenantInput
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined
  /** Whether the issuer ends with a slash, as Auth0's does. */
  readonly trailingSlash?: boolean | undefined
  /** Rules, hooks and pages: a copy of the tenant runs the same. */
  readonly code?: TenantCode | undefined
}

export interface RunningTenant {
  readonly definition: TenantDefinition
  readonly provider: Provider
  readonly clock: Clock
}

/** The tenants of one mock IdP: one at the issuer itself, the others below it, at `t/{id}/`. */
export interface Tenants {
  readonly create: (definition: TenantDefinition) => RunningTenant
  readonly find: (id: string) => RunningTenant | undefined
  readonly remove: (id: string) => boolean
  readonly all: () => readonly RunningTenant[]
}

export interface TenantsOptions {
  readonly issuer: string
  readonly now: () => Date
  readonly fetch: typeof fetch
  readonly log?: LogSink | undefined
  readonly deliver?: Deliver | undefined
}

export function createTenants({ issuer, now, fetch, log, deliver }: TenantsOptions): Tenants {
  const running = new Map<string, RunningTenant>()

  const issuerOf = ({ id, trailingSlash = true }: TenantDefinition): string => {
    if (id === mainTenant) return issuer
    return `${issuer.replace(/\/$/, '')}/t/${id}${trailingSlash ? '/' : ''}`
  }

  return {
    create(definition) {
      const clock = createClock(now)
      const provider = createProvider({
        id: definition.id,
        issuer: issuerOf(definition),
        tenant: parseTenant(definition.input, definition.variables),
        now: clock.now,
        fetch,
        log,
        deliver,
        code: definition.code,
      })
      const tenant = { definition, provider, clock }
      running.set(definition.id, tenant)
      return tenant
    },
    find: (id) => running.get(id),
    remove: (id) => running.delete(id),
    all: () => [...running.values()],
  }
}
