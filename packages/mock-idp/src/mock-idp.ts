import { createApp } from './app.ts'
import type { Control } from './control/calls.ts'
import { createControl } from './control/control.ts'
import { createControlPlane } from './control/control-plane.ts'
import type { LogSink } from './log/request-log.ts'
import type { Deliver } from './connections/messages/message.ts'
import type { TenantCode } from './rules/tenant-code.ts'
import type { TenantInput } from './tenant/tenant.ts'
import { orderRules } from './rules/run-rules.ts'
import { createTenants, mainTenant } from './tenants.ts'

export interface MockIdpOptions {
  /** Exactly what tokens and metadata say, for example `http://localhost:4000/`. */
  readonly issuer: string
  readonly tenant: TenantInput
  /** What `${NAME}` in the texts of the tenant stands for. */
  readonly variables?: Readonly<Record<string, string | undefined>>
  /** The time that all tenants start from; each may move its own clock. */
  readonly now?: () => Date
  /** Receives one entry for each request, without tokens, codes and secrets. */
  readonly log?: LogSink
  /** How clients are called for back-channel logout, and upstream providers. */
  readonly fetch?: typeof fetch
  /** Takes mails and text messages to whoever they are for; the outbox keeps them in any case. */
  readonly deliver?: Deliver
  /** Rules, hooks and pages of the tenant. */
  readonly code?: TenantCode
  /** Further tenants, below the issuer at `t/{id}/`: upstream providers, for example. */
  readonly tenants?: Readonly<Record<string, TenantInput>>
}

/** Who sent a request, as far as the server knows. */
export interface Sender {
  /** An IP address; never what a header claims. */
  readonly address?: string | undefined
}

export interface MockIdp {
  readonly issuer: string
  /** Answers a request to any endpoint of any tenant. Never rejects. */
  readonly fetch: (request: Request, from?: Sender) => Promise<Response>
  /** The control plane, in process. */
  readonly control: Control
  /** The control plane over HTTP, for a port of its own on loopback. */
  readonly controlPlane: (secret: string) => (request: Request) => Promise<Response>
}

/**
 * Creates an OpenID Provider that lives in memory.
 *
 * Checks the issuer and the tenant. Does not listen anywhere: hand `fetch` to a server, or call it.
 *
 * @throws {TenantError} naming the path of each problem in the tenant
 * @throws {TypeError} if the issuer is no URL, or has a query or a fragment
 */
export function createMockIdp(options: MockIdpOptions): MockIdp {
  const { issuer, tenant, variables, log } = options
  checkIssuer(issuer)
  const tenants = createTenants({
    issuer,
    now: options.now ?? (() => new Date()),
    fetch: options.fetch ?? globalThis.fetch,
    log,
    deliver: options.deliver,
  })
  const code = options.code && { ...options.code, rules: orderRules(options.code.rules ?? []) }
  tenants.create({ id: mainTenant, input: tenant, variables, code })
  for (const [id, input] of Object.entries(options.tenants ?? {})) {
    tenants.create({ id, input, variables })
  }
  const root = `${new URL(issuer).pathname.replace(/\/$/, '')}/`
  const app = createApp(root, (id = mainTenant) => tenants.find(id)?.provider)
  return {
    issuer,
    fetch: async (request, from = {}) => app.fetch(request, { address: from.address }),
    control: createControl(tenants),
    controlPlane: (secret) => createControlPlane(tenants, secret),
  }
}

/** OIDC Discovery §3: an issuer has neither query nor fragment. */
function checkIssuer(issuer: string): void {
  const url = URL.parse(issuer)
  if (!url || !/^https?:$/.test(url.protocol) || issuer.includes('?') || issuer.includes('#')) {
    throw new TypeError(
      `the issuer "${issuer}" is not an http or https URL without query and fragment`,
    )
  }
}
