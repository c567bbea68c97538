import { describe, expect, it } from 'vitest'
import { createTestBrowser } from '../../src/testing/browser.ts'
import type { Visit } from '../../src/testing/browser.ts'
import { user } from '../fixture.ts'
import { claimsOf, database, setUpConnections, tenantWith } from './fixture.ts'
import type { ConnectionSetup } from './fixture.ts'

const ann = { email: user.email, password: 'at the upstream' }

const google = {
  strategy: 'google-oauth2',
  name: 'google-oauth2',
  issuer: 'http://localhost:4000/t/google/',
  clientId: 'broker',
  clientSecret: 'broker-secret',
} as const

const company = { ...google, strategy: 'oidc', name: 'contoso' } as const

const upstream = (claims: object = { email_verified: true }) => ({
  name: 'Upstream',
  consentOnLoopback: false,
  clients: [
    {
      clientId: 'broker',
      name: 'The broker',
      type: 'web' as const,
      clientSecret: 'broker-secret',
      callbackUrls: ['http://localhost:4000/login/callback'],
    },
  ],
  users: [{ sub: '1234567890', ...ann, claims: { name: 'Ann Upstream', ...claims } }],
})

interface Options {
  readonly connection?: object
  readonly claims?: object
  readonly fetch?: typeof fetch
}

const setUp = ({ connection = {}, claims, fetch }: Options = {}): ConnectionSetup =>
  setUpConnections({
    issuer: 'http://localhost:4000/',
    tenant: tenantWith([database, { ...google, ...connection }, company]),
    tenants: { google: upstream(claims) },
    ...(fetch && { fetch }),
  })

const logIn = async (own: ConnectionSetup, connection = 'google-oauth2'): Promise<Visit> => {
  const there = await own.browser.open(own.authorizeUrl({ connection, scope: 'openid email' }))
  expect(there.url.href).toContain('/t/google/')
  return own.browser.press(there, 'Continue', ann)
}

describe('an upstream OpenID Provider', () => {
  it.each([
    ['google-oauth2', 'google-oauth2|1234567890'],
    ['contoso', 'oidc|contoso|1234567890'],
  ])('vouches for somebody: %s', async (connection, sub) => {
    const own = setUp()
    const visit = await logIn(own, connection)
    expect(claimsOf(visit)).toMatchObject({ sub, email: ann.email, email_verified: true })
    const silent = await own.browser.open(own.authorizeUrl({ prompt: 'none' }))
    expect(claimsOf(silent).sub).toBe(sub)
  })

  it('is reached by its button, and leads back to the ways to log in', async () => {
    const own = setUp()
    const page = await own.browser.open(own.authorizeUrl({}))
    const there = await own.browser.press(page, 'Continue with Google')
    const back = await own.browser.press(there, 'Cancel')
    expect(back.html).toContain('cancelled at the other service')
    expect((await own.browser.press(back, 'Continue', user)).left).toBe(true)
  })

  it('gets state, nonce and a code challenge, and another state each time', async () => {
    const own = setUp()
    await own.browser.open(own.authorizeUrl({ connection: 'google-oauth2' }))
    await own.browser.open(own.authorizeUrl({ connection: 'google-oauth2' }))
    const { entries } = await own.idp.control.readLog({ tenant: 'google' })
    const [first, second] = entries.filter(({ endpoint }) => endpoint === 'authorize')
    expect(first?.parameters).toMatchObject({
      code_challenge_method: 'S256',
      response_type: 'code',
    })
    expect(Object.keys(first?.parameters ?? {})).toEqual(
      expect.arrayContaining(['state', 'nonce', 'code_challenge']),
    )
    expect(second?.parameters?.['code_challenge']).not.toBe(first?.parameters?.['code_challenge'])
  })

  it.each([
    'id-token.iss.append1',
    'id-token.aud.append1',
    'id-token.nonce.append1',
    'id-token.alg.none',
    'id-token.exp.past',
  ] as const)('is not believed with a bad ID Token: %s', async (id) => {
    const own = setUp()
    await own.idp.control.armFaults({ tenant: 'google', faults: [{ id, times: 1 }] })
    const refused = await logIn(own)
    expect(refused.left).toBe(false)
    expect(refused.html).toContain('did not answer as it should')
    expect(own.browser.cookies()).not.toContain('main-session')
    // the same steps without the fault
    const there = await own.browser.press(refused, 'Continue with Google')
    expect(there.left).toBe(true)
  })

  it('is taken by its clock, moved like ours', async () => {
    const own = setUp()
    await own.moveClock(86_400)
    await own.idp.control.moveClock({ tenant: 'google', advance: 86_400 })
    expect((await logIn(own)).left).toBe(true)
  })

  it('is told of once: its response comes too late a second time', async () => {
    const own = setUp()
    const seen: string[] = []
    const browser = createTestBrowser(async (request) => {
      seen.push(request.url)
      return own.idp.fetch(request)
    })
    const there = await browser.open(own.authorizeUrl({ connection: 'google-oauth2' }))
    expect((await browser.press(there, 'Continue', ann)).left).toBe(true)
    const callback = seen.find((url) => url.includes('/login/callback')) ?? ''
    expect((await browser.open(callback)).status).toBe(400)
  })

  it('logs in the browser that left, and no other', async () => {
    const own = setUp()
    const attacker = await own.browser.open(own.authorizeUrl({ connection: 'google-oauth2' }))
    const seen: string[] = []
    const tap = createTestBrowser(async (request) => {
      seen.push(request.url)
      return own.idp.fetch(request)
    })
    // a victim who is made to open the attacker's response
    const victim = createTestBrowser((request) => own.idp.fetch(request))
    await victim.open(own.authorizeUrl({}))
    expect(attacker.url.pathname).toContain('/t/google/')
    await tap.open(own.authorizeUrl({ connection: 'google-oauth2' }))
    const state = new URL(seen.find((url) => url.includes('/t/google/authorize')) ?? '')
      .searchParams
    const forged = `http://localhost:4000/login/callback?code=x&state=${state.get('state') ?? ''}`
    expect((await victim.open(forged)).html).toContain('This login is over')
    expect(victim.cookies()).not.toContain('main-session')
  })
})

describe('somebody with an address that is known here', () => {
  it('is somebody else by default', async () => {
    expect(claimsOf(await logIn(setUp())).sub).toBe('google-oauth2|1234567890')
  })

  it('is the owner of the account if linking is on and both sides verified the address', async () => {
    const linked = setUp({ connection: { linkByVerifiedEmail: true } })
    expect(claimsOf(await logIn(linked)).sub).toBe('auth0|ann')
  })

  it.each([
    ['upstream did not verify it', { email_verified: false }],
    ['upstream says nothing', {}],
  ])('is somebody else even with linking on if %s', async (_name, claims) => {
    const own = setUp({ connection: { linkByVerifiedEmail: true }, claims })
    expect(claimsOf(await logIn(own)).sub).toBe('google-oauth2|1234567890')
  })
})
