import { createMockIdp, type MockIdp, type TenantInput } from '@frontchannel/mock-idp'
import type { IncomingHttpHeaders } from 'node:http'
import { spaOrigin } from './browser.ts'
import type { TestClock } from './clock.ts'
import { clientId, clientSecret } from './provider.ts'
import { RecordingServer } from './server.ts'

export const audience = 'https://timesheets.example.com/api'
export const employee = { email: 'employee@example.com', password: 'password' }
const scopes = ['read:timesheets', 'create:timesheets']
const permissions = { [audience]: scopes }

/** How the provider knows this client. */
export const tenantClient: NonNullable<TenantInput['clients']>[number] = {
  clientId,
  name: 'Timesheets',
  type: 'web',
  clientSecret,
  callbackUrls: [`${spaOrigin}/callback`],
  logoutUrls: [`${spaOrigin}/`],
}

export interface ServedIdp {
  readonly idp: MockIdp
  readonly issuer: string
  stop(): Promise<void>
}

/** The mock IdP on a port of its own, with this client. */
export async function serveMockIdp(clock: TestClock, logoutUri?: string): Promise<ServedIdp> {
  const server = await RecordingServer.start()
  const issuer = `${server.origin}/`
  const idp = createMockIdp({
    issuer,
    now: clock.now,
    tenant: {
      name: 'Test',
      faults: true,
      apis: [
        {
          identifier: audience,
          name: 'Timesheets',
          allowOfflineAccess: true,
          enforcePermissions: true,
          lifetime: 600,
          browserLifetime: 300,
          scopes: scopes.map((name) => ({ name, description: name })),
        },
      ],
      clients: [
        {
          ...tenantClient,
          ...(logoutUri !== undefined && { backchannelLogoutUri: logoutUri }),
        },
      ],
      users: [
        { sub: 'auth0|employee', ...employee, claims: { name: 'Erin Employee' }, permissions },
      ],
    },
  })
  server.answer = async ({ method, path, headers, body }, response) => {
    const init = { method, headers: textHeaders(headers), ...(body !== '' && { body }) }
    const answer = await idp.fetch(new Request(server.origin + path, init))
    const cookies = answer.headers.getSetCookie()
    response.writeHead(answer.status, {
      ...Object.fromEntries(answer.headers),
      'set-cookie': cookies,
    })
    response.end(await answer.text())
  }
  return { idp, issuer, stop: () => server.stop() }
}

const textHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && name !== 'connection' ? [[name, value]] : [],
    ),
  )
