import { createApp } from './app.ts'
import type { LogSink } from './log/request-log.ts'
import { createProvider } from './provider.ts'
import type { Provider } from './provider.ts'
import { parseTenant } from './tenant/parse-tenant.ts'
import type { TenantInput } from './tenant/tenant.ts'

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
}

export interface MockIdp {
  readonly issuer: string
  /** Answers a request to any of its endpoints. Never rejects. */
  fetch(request: Request): Promise<Response>
}

/**
 * Creates an OpenID Provider that lives in memory.
 *
 * Checks the issuer and the tenant. Does not listen anywhere: hand `fetch` to a server, or call it.
 *
 * @throws {TenantError} naming the path of each problem in the tenant
 * @throws {TypeError} if the issuer is no URL, or has a query or a fragment
 */
export function createMockIdp({ issuer, tenant, variables, now, log }: MockIdpOptions): MockIdp {
  checkIssuer(issuer)
  const clock = now ?? (() => new Date())
  const root: Provider = createProvider({
    id: 'main',
    issuer,
    tenant: parseTenant(tenant, variables),
    now: clock,
    log,
  })
  const path = new URL(issuer).pathname.replace(/\/$/, '')
  const app = createApp(`${path}/`, (id) => (id === undefined ? root : undefined))
  return { issuer, fetch: async (request) => app.fetch(request) }
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
