import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createMockIdp } from '@frontchannel/mock-idp'
import type { MockIdp, TenantInput } from '@frontchannel/mock-idp'
import { createTestBrowser } from '../../src/testing/browser.ts'
import type { TestBrowser } from '../../src/testing/browser.ts'
import { callback, tenant, user } from '../fixture.ts'

/** A provider that listens, as clients that know nothing of this project meet it. */
export interface ListeningIdp {
  readonly issuer: string
  readonly idp: MockIdp
  readonly browser: TestBrowser
  /** A browser in which nobody is logged in. */
  readonly newBrowser: () => TestBrowser
  /** What the end-user does with an authorization request; resolves with where the client is called back. */
  readonly logIn: (url: string | URL) => Promise<URL>
  readonly close: () => Promise<void>
}

/**
 * Where browser libraries run. Not https: the DOM they find would block loopback as mixed content,
 * which browsers do not.
 */
export const page = 'http://app.test/'
export const pageCallback = 'http://app.test/cb'

/** The tenant of the other tests, whose public client is also registered for the page. */
const registered: TenantInput = {
  ...tenant,
  clients: (tenant.clients ?? []).map((client) =>
    client.clientId === 'spa'
      ? {
          ...client,
          callbackUrls: [callback, pageCallback],
          logoutUrls: ['https://app.test/', page],
          webOrigins: ['https://app.test', new URL(page).origin],
        }
      : client,
  ),
}

export async function listen(): Promise<ListeningIdp> {
  const answering: { idp?: MockIdp } = {}
  const server = createAdaptorServer({
    fetch: async (request) => answering.idp?.fetch(request),
  }) as Server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  answering.idp = createMockIdp({ issuer, tenant: registered })
  const newBrowser = (): TestBrowser => createTestBrowser((request) => fetch(request))
  const browser = newBrowser()
  return {
    issuer,
    idp: answering.idp,
    browser,
    newBrowser,
    logIn: async (url) => (await browser.logIn(String(url), user)).url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
