import { createArmedFaults } from './faults/armed-faults.ts'
import type { ArmedFaults } from './faults/armed-faults.ts'
import { createKeyRing } from './keys/key-ring.ts'
import type { KeyRing } from './keys/key-ring.ts'
import { createLoginStores } from './connections/login-stores.ts'
import type { LoginStores } from './connections/login-stores.ts'
import type { Deliver } from './connections/messages/message.ts'
import { createOutbox } from './connections/messages/outbox.ts'
import type { Outbox } from './connections/messages/outbox.ts'
import type { TenantCode } from './rules/tenant-code.ts'
import type { Interaction } from './authorize/interaction.ts'
import { createRequestLog } from './log/request-log.ts'
import type { LogSink, RequestLog } from './log/request-log.ts'
import { createConsents } from './stores/consents.ts'
import type { Consents } from './stores/consents.ts'
import { createExpiringMap } from './stores/expiring-map.ts'
import type { ExpiringMap } from './stores/expiring-map.ts'
import type { AccessTokenRecord, CodeRecord, RefreshTokenRecord } from './stores/grants.ts'
import { createSessions } from './stores/sessions.ts'
import type { Sessions } from './stores/sessions.ts'
import type { Api } from './tenant/api.ts'
import type { Client } from './tenant/client.ts'
import type { Tenant } from './tenant/tenant.ts'
import type { User } from './tenant/user.ts'

/** One issuer: its registrations, its keys and all it remembers. Tenants share nothing. */
export interface Provider {
  readonly id: string
  /** Exactly what `iss` says. */
  readonly issuer: string
  tenant: Tenant
  /** The tenant's own clock. */
  readonly now: () => Date
  /** How the provider calls clients: for back-channel logout. */
  readonly fetch: typeof fetch
  readonly log: RequestLog
  readonly keys: KeyRing
  readonly armedFaults: ArmedFaults
  readonly sessions: Sessions
  readonly consents: Consents
  readonly interactions: ExpiringMap<Interaction>
  readonly codes: ExpiringMap<CodeRecord>
  readonly accessTokens: ExpiringMap<AccessTokenRecord>
  readonly refreshTokens: ExpiringMap<RefreshTokenRecord>
  /** `sub jti` of client assertions: each is taken once. */
  readonly usedAssertions: ExpiringMap<true>
  readonly logins: LoginStores
  readonly outbox: Outbox
  /** The tenant's own rules, hooks and pages. */
  readonly code: TenantCode
}

export interface ProviderOptions {
  readonly id: string
  readonly issuer: string
  readonly tenant: Tenant
  readonly now: () => Date
  readonly fetch: typeof fetch
  readonly log?: LogSink | undefined
  readonly deliver?: Deliver | undefined
  readonly code?: TenantCode | undefined
}

export function createProvider(options: ProviderOptions): Provider {
  const { id, issuer, tenant, now, fetch, log, deliver, code = {} } = options
  return {
    id,
    issuer,
    tenant,
    now,
    fetch,
    log: createRequestLog({ tenant: id, now, sink: log }),
    keys: createKeyRing(),
    armedFaults: createArmedFaults(),
    sessions: createSessions(now, tenant.session),
    consents: createConsents(),
    interactions: createExpiringMap(now),
    codes: createExpiringMap(now),
    accessTokens: createExpiringMap(now),
    refreshTokens: createExpiringMap(now),
    usedAssertions: createExpiringMap(now),
    logins: createLoginStores(now),
    outbox: createOutbox(now, deliver),
    code,
  }
}

/** The address of an endpoint. */
export const endpointUrl = (provider: Provider, path: string): string =>
  `${provider.issuer.replace(/\/$/, '')}/${path}`

export const seconds = (provider: Provider): number => Math.floor(provider.now().getTime() / 1000)

export const findClient = (provider: Provider, clientId: string | undefined): Client | undefined =>
  provider.tenant.clients.find((client) => client.clientId === clientId)

export const findApi = (provider: Provider, identifier: string | undefined): Api | undefined =>
  provider.tenant.apis.find((api) => api.identifier === identifier)

export const findUser = (provider: Provider, sub: string | undefined): User | undefined =>
  provider.tenant.users.find((user) => user.sub === sub)
