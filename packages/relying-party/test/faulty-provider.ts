import type { Fault, FaultId } from '@frontchannel/conformance/faults'
import { createMockIdp, type Control } from '@frontchannel/mock-idp'
import { audience, exchangeableTenant } from './faulty-tenant.ts'

const idp = createMockIdp({
  issuer: 'https://idp.example.com/',
  tenant: exchangeableTenant,
  now: () => start,
})

/** The clock of provider and client: it stands still, so that no run is slow enough to matter. */
export const start = new Date('2026-11-20T12:00:00Z')

/** A provider of its own for one test, whose user is logged in, and which commits faults. */
export interface FaultyProvider {
  readonly issuer: string
  readonly fetch: typeof fetch
  /** Sends the browser there; resolves with where it is sent back to, if it is. */
  readonly visit: (url: string) => Promise<string | undefined>
  /** The endpoints that were asked, in order. */
  readonly asked: () => Promise<readonly string[]>
  readonly mint: (order: Parameters<Control['mint']>[0]) => Promise<string>
}

let count = 0

export async function startFaultyProvider(...faults: readonly Fault[]): Promise<FaultyProvider> {
  const { control } = idp
  const { id: tenant, issuer } = await control.createTenant({ id: `fault-${(count += 1)}` })
  await control.armFaults({ tenant, faults: faults.map(({ id }) => ({ id: id as FaultId })) })
  const { cookie } = await control.startSession({ tenant, sub: 'auth0|ann' })
  const scopes = ['openid', 'profile', 'read:things', 'offline_access']
  for (const clientId of ['browser', 'back-end']) {
    await control.allow({ tenant, sub: 'auth0|ann', clientId, audience, scopes })
    await control.allow({ tenant, sub: 'auth0|bob', clientId, audience, scopes })
    await control.allow({ tenant, sub: 'auth0|ann', clientId, scopes })
  }
  return {
    issuer,
    fetch: async (input, init) => asBrowsersFetch(new Request(input, init), init),
    async visit(url) {
      const headers = { Cookie: `${cookie.name}=${cookie.value}` }
      const response = await idp.fetch(new Request(url, { headers, redirect: 'manual' }))
      return response.headers.get('location') ?? undefined
    },
    async asked() {
      const { entries } = await control.readLog({ tenant })
      return entries.map(({ endpoint }) => endpoint)
    },
    mint: async (order) => (await control.mint({ tenant, ...order })).token,
  }
}

/** What a network does and a function call does not: redirects are refused, and patience ends. */
async function asBrowsersFetch(request: Request, init: RequestInit = {}): Promise<Response> {
  const { signal, redirect } = init
  const outOfPatience = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error))
  })
  const response = await Promise.race([idp.fetch(request), outOfPatience])
  if (redirect === 'error' && response.headers.has('location')) {
    throw new TypeError('the response is a redirect')
  }
  return response
}
