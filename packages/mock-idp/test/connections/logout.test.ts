import { describe, expect, it } from 'vitest'
import { user } from '../fixture.ts'
import { claimsOf, database, setUpConnections, tenantWith } from './fixture.ts'
import type { ConnectionSetup } from './fixture.ts'

const google = {
  strategy: 'google-oauth2',
  name: 'google-oauth2',
  issuer: 'http://localhost:4000/t/google/',
  clientId: 'broker',
  clientSecret: 'broker-secret',
} as const

const setUp = (options: { logoutUrls?: string[]; fetch?: typeof fetch } = {}): ConnectionSetup => {
  const { logoutUrls = ['http://localhost:4000/v2/logout/callback'], fetch } = options
  return setUpConnections({
    issuer: 'http://localhost:4000/',
    tenant: tenantWith([database, google]),
    tenants: {
      google: {
        name: 'Upstream',
        consentOnLoopback: false,
        clients: [
          {
            clientId: 'broker',
            name: 'The broker',
            type: 'web',
            clientSecret: 'broker-secret',
            callbackUrls: ['http://localhost:4000/login/callback'],
            logoutUrls,
          },
        ],
        users: [{ sub: '1', ...user, claims: { email_verified: true } }],
      },
    },
    ...(fetch && { fetch }),
  })
}

const request = { connection: 'google-oauth2', response_type: 'id_token', scope: 'openid' }

/** Logs in through the upstream provider; resolves with the ID Token of this one. */
async function logIn(own: ConnectionSetup): Promise<string> {
  const there = await own.browser.open(own.authorizeUrl(request))
  const visit = await own.browser.press(there, 'Continue', user)
  expect(claimsOf(visit).sub).toBe('google-oauth2|1')
  return visit.parameters.get('id_token') ?? ''
}

/** Where a login stands: at this provider, and upstream. */
async function layers({ browser, authorizeUrl }: ConnectionSetup): Promise<[string, string]> {
  const here = await browser.open(authorizeUrl({ ...request, prompt: 'none' }))
  const there = new URL('http://localhost:4000/t/google/authorize')
  there.search = new URLSearchParams({
    client_id: 'broker',
    redirect_uri: 'http://localhost:4000/login/callback',
    response_type: 'code',
    prompt: 'none',
    scope: 'openid',
    state: 'for nobody',
  }).toString()
  await browser.open(there.href)
  return [
    here.parameters.get('error') ?? 'logged in',
    browser.cookies().includes('google-session=') ? 'logged in' : 'logged out',
  ]
}

const url = (path: string, query: Record<string, string> = {}): string =>
  `http://localhost:4000/${path}?${new URLSearchParams(query).toString()}`
const back = { returnTo: 'https://app.test/', client_id: 'spa' }

describe('a logout', () => {
  it('leaves the login upstream alone unless it is asked to end it', async () => {
    const own = setUp()
    await logIn(own)
    expect(await layers(own)).toEqual(['logged in', 'logged in'])
    const visit = await own.browser.open(url('v2/logout', back))
    expect(visit.url.href).toBe('https://app.test/')
    expect(await layers(own)).toEqual(['login_required', 'logged in'])
  })

  it('with federated ends the login upstream too, then returns as asked', async () => {
    const own = setUp()
    await logIn(own)
    const visit = await own.browser.open(`${url('v2/logout', back)}&federated`)
    expect(visit.url.href).toBe('https://app.test/')
    expect(await layers(own)).toEqual(['login_required', 'logged out'])
  })

  it('of a relying party can do the same', async () => {
    const own = setUp()
    const hint = await logIn(own)
    const query = { id_token_hint: hint, post_logout_redirect_uri: 'https://app.test/', state: 's' }
    const visit = await own.browser.open(`${url('oidc/logout', query)}&federated`)
    expect(visit.url.href).toBe('https://app.test/?state=s')
    expect(await layers(own)).toEqual(['login_required', 'logged out'])
  })

  it('that had to be confirmed goes on upstream', async () => {
    const own = setUp()
    await logIn(own)
    const page = await own.browser.open(`${url('oidc/logout', { client_id: 'spa' })}&federated`)
    const last = await own.browser.press(page, 'Log out')
    expect(last.html).toContain('You are logged out')
    expect(await layers(own)).toEqual(['login_required', 'logged out'])
  })

  it('does not return where this provider was not told to, whatever comes back', async () => {
    const own = setUp()
    await logIn(own)
    const evil = await own.browser.open(
      `${url('v2/logout', { ...back, returnTo: 'https://evil.test/' })}&federated`,
    )
    expect([evil.status, evil.left]).toEqual([400, false])
    expect(await layers(own)).toEqual(['logged in', 'logged in'])
    for (const state of ['', 'made up', 'https://evil.test/']) {
      const page = await own.browser.open(url('v2/logout/callback', { state }))
      expect(page.html).toContain('You are logged out')
    }
  })

  it('of who logged in with a password has no upstream', async () => {
    const own = setUp()
    await own.browser.logIn(own.authorizeUrl({}), user)
    const visit = await own.browser.open(`${url('v2/logout', back)}&federated`)
    expect(visit.url.href).toBe('https://app.test/')
  })

  it('works while the upstream provider is down', async () => {
    const self: { own?: ConnectionSetup; down?: boolean } = {}
    const own = setUp({
      fetch: async (input, init) =>
        self.down
          ? Promise.reject(new TypeError('down'))
          : (self.own?.idp.fetch(new Request(input, init)) ?? Response.error()),
    })
    self.own = own
    await logIn(own)
    self.down = true
    const visit = await own.browser.open(`${url('v2/logout', back)}&federated`)
    expect(visit.url.href).toBe('https://app.test/')
    expect((await layers(own))[0]).toBe('login_required')
  })
})
