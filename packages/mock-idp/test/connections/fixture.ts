import type { MockIdp, MockIdpOptions, TenantInput } from '@frontchannel/mock-idp'
import { decodeJwt } from 'jose'
import type { JWTPayload } from 'jose'
import type { Visit } from '../../src/testing/browser.ts'
import { setUp, tenant } from '../fixture.ts'
import type { Setup } from '../fixture.ts'

export const database = {
  strategy: 'auth0',
  name: 'Username-Password-Authentication',
} as const

/** A tenant like that of the other tests, with connections of one's own. */
export const tenantWith = (
  connections: NonNullable<TenantInput['connections']>,
  changes: Partial<TenantInput> = {},
): TenantInput => ({ ...tenant, demo: true, connections, ...changes })

export interface ConnectionSetup extends Setup {
  readonly moveClock: (seconds: number) => Promise<unknown>
  /** What the outbox shows, as text. */
  readonly outbox: () => Promise<string>
}

/** A provider whose upstream providers are its own other tenants. */
export function setUpConnections(options: Partial<MockIdpOptions>): ConnectionSetup {
  const self: { idp?: MockIdp } = {}
  const fetchSelf = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
    self.idp?.fetch(new Request(input, init)) ?? Response.error()
  const own = setUp({ fetch: fetchSelf, ...options })
  self.idp = own.idp
  return {
    ...own,
    moveClock: (seconds) => own.idp.control.moveClock({ advance: seconds }),
    outbox: async () => {
      const response = await own.idp.fetch(new Request('http://localhost/outbox'))
      return response.text()
    },
  }
}

/** The claims of the ID Token that a login ended with. */
export const claimsOf = ({ parameters }: Visit): JWTPayload =>
  decodeJwt(parameters.get('id_token') ?? '')

/** Presses Allow if the page asks for it. */
export const allow = async ({ browser }: Setup, page: Visit): Promise<Visit> =>
  page.html.includes('>Allow<') ? browser.press(page, 'Allow') : page
