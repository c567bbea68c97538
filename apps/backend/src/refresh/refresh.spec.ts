import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { World } from '../../test/backend.ts'
import type { Answer, TestBrowser } from '../../test/browser.ts'
import { hour, minute } from '../../test/clock.ts'
import { Gate } from '../../test/gate.ts'
import { tokenLifetime } from '../../test/provider.ts'
import { sendJson } from '../../test/server.ts'

let world: World
let second: string

beforeAll(async () => {
  world = await World.create()
  second = await world.startBackEnd()
})
afterAll(() => world.stop())
beforeEach(() => world.api.forgetRequests())
afterEach(() => {
  const { provider } = world
  provider.isDown = false
  provider.rotates = true
  provider.tokenEndpoint = undefined
  provider.idTokenClaims = {}
  provider.forgetRequests()
  world.clock.forward(5_000)
})

const expire = (): void => world.clock.forward((tokenLifetime + 1) * 1000)
const refreshes = () =>
  world.provider.requests('token').filter(({ form }) => form.get('grant_type') === 'refresh_token')
const ask = (browser: TestBrowser): Promise<Answer> => browser.call('/backend/api/timesheets')
const many = (browser: TestBrowser, count: number): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, () => ask(browser)))
const statuses = (answers: readonly Answer[]) => [...new Set(answers.map(({ status }) => status))]

describe('requests at the moment of expiry (C07)', () => {
  it.each([
    ['one process', () => [world.url]],
    ['two processes', () => [world.url, second]],
  ])('lead to exactly one token request: 100 at %s', async (_, urls) => {
    const { cookies } = await world.loggedIn()
    const browser = world.browser(...urls())
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    expire()
    const answers = await many(browser, 100)
    expect(statuses(answers)).toEqual([200])
    expect(refreshes()).toHaveLength(1)
    const tokens = new Set(world.api.received.map(({ headers }) => headers.authorization))
    expect(tokens.size).toBe(1)
    expect((await ask(browser)).status).toBe(200)
    expect(refreshes()).toHaveLength(1)
  })

  it('lead to one each time, ten times', async () => {
    const { cookies } = await world.loggedIn()
    const browser = world.browser(world.url, second)
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    for (let round = 1; round <= 10; round += 1) {
      expire()
      expect(statuses(await many(browser, 10))).toEqual([200])
      expect(refreshes()).toHaveLength(round)
    }
  })

  it('ask only for what they had before (C08)', async () => {
    const browser = await world.loggedIn()
    expire()
    await ask(browser)
    expect([...refreshes()[0]!.form.keys()].sort()).toEqual(['grant_type', 'refresh_token'])
  })
})

describe('a token that is still good', () => {
  it('is not refreshed', async () => {
    const browser = await world.loggedIn()
    world.clock.forward((tokenLifetime - 60) * 1000)
    await many(browser, 5)
    expect(refreshes()).toEqual([])
  })

  it('is refreshed half a minute early, and used on if the provider is away', async () => {
    const browser = await world.loggedIn()
    world.clock.forward((tokenLifetime - 20) * 1000)
    world.provider.isDown = true
    expect((await ask(browser)).status).toBe(200)
    world.provider.isDown = false
    world.clock.forward(2_000)
    expect((await ask(browser)).status).toBe(200)
    expect(refreshes()).toHaveLength(1)
  })

  it('is refreshed once if the API does not take it any more (R11)', async () => {
    const browser = await world.loggedIn()
    let old: string | undefined
    world.api.answer = ({ headers }, response) => {
      old ??= headers.authorization
      if (headers.authorization === old) sendJson(response, { code: 'invalid_token' }, 401)
      else sendJson(response, { items: [] })
    }
    expect(statuses(await many(browser, 10))).toEqual([200])
    expect(refreshes()).toHaveLength(1)
    world.api.answer = (_, response) => sendJson(response, { code: 'invalid_token' }, 401)
    expect((await ask(browser)).status).toBe(401)
    expect(refreshes()).toHaveLength(2)
    world.api.answer = undefined
  })
})

describe('a session without offline_access', () => {
  it('ends with its Access Token, and asks for nothing', async () => {
    const browser = await world.loggedIn({ scope: 'openid read:timesheets' })
    expect((await ask(browser)).status).toBe(200)
    expire()
    expect((await ask(browser)).body['code']).toBe('no_session')
    expect((await browser.call('/backend/session')).body).toEqual({ authenticated: false })
    expect(refreshes()).toEqual([])
  })
})

describe('a provider that is down (R02)', () => {
  it('means 503, and the session goes on when it is back', async () => {
    const browser = await world.loggedIn()
    expire()
    world.provider.isDown = true
    const answers = await many(browser, 20)
    expect(statuses(answers)).toEqual([503])
    expect(answers[0]?.headers.get('retry-after')).toBe('5')
    expect(answers[0]?.body['code']).toBe('provider_unavailable')
    expect((await browser.call('/backend/session')).body['authenticated']).toBe(true)
    world.provider.isDown = false
    world.clock.forward(2_000)
    expect((await ask(browser)).status).toBe(200)
    expect(world.api.received).toHaveLength(1)
  })

  it.each([
    ['an outage', 503, { error: 'temporarily_unavailable' }],
    ['a wrong secret of ours', 401, { error: 'invalid_client' }],
    ['too many requests', 429, { error: 'too_many_requests' }],
  ])('is no logout either with %s', async (_, status, body) => {
    const browser = await world.loggedIn()
    expire()
    world.provider.tokenEndpoint = (_, response) => sendJson(response, body, status)
    expect((await ask(browser)).status).toBe(503)
    world.provider.tokenEndpoint = undefined
    expect((await ask(browser)).status).toBe(200)
  })
})

describe('a refresh whose answer is lost (R04)', () => {
  it('ends in one clean re-login where the provider rotates', async () => {
    const browser = await world.loggedIn()
    expire()
    // it has rotated, and then the connection breaks
    world.provider.tokenEndpoint = async (_, response, answer) => {
      response.write = response.end = (() => response.socket?.destroy()) as never
      await answer()
    }
    expect((await ask(browser)).status).toBe(503)
    world.provider.tokenEndpoint = undefined
    world.clock.forward(2_000)
    expect((await ask(browser)).body['code']).toBe('no_session')
    expect(world.log.having({ msg: 'session ended', why: 'refresh-lost' })).toHaveLength(1)
    const before = refreshes().length
    expect((await ask(browser)).status).toBe(401)
    expect(refreshes()).toHaveLength(before)
    await browser.logIn(world.provider)
    expect((await ask(browser)).status).toBe(200)
  })

  it('is nothing where it does not', async () => {
    world.provider.rotates = false
    const browser = await world.loggedIn()
    expire()
    world.provider.tokenEndpoint = (_, response) => void response.socket?.destroy()
    expect((await ask(browser)).status).toBe(503)
    world.provider.tokenEndpoint = undefined
    world.clock.forward(2_000)
    expect((await ask(browser)).status).toBe(200)
  })
})

describe('a refresh that brings something else', () => {
  it.each([
    ['an ID Token of another issuer', { iss: 'https://evil.test/' }],
    ['an ID Token about somebody else', { sub: 'auth0|somebody' }],
    ['an ID Token for another client', { aud: 'other' }],
    ['an ID Token of another request', { nonce: 'n'.repeat(43) }],
  ])('ends the session: %s (D11)', async (_, claims) => {
    const browser = await world.loggedIn()
    expire()
    world.provider.idTokenClaims = claims
    expect((await ask(browser)).body['code']).toBe('no_session')
    expect(world.api.received).toEqual([])
    expect(world.log.having({ why: 'refresh-untrusted' })).not.toEqual([])
    // what the provider still has of it is revoked
    expect(world.provider.requests('revoke')).toHaveLength(1)
  })

  it('ends the session: invalid_grant', async () => {
    const browser = await world.loggedIn()
    expire()
    world.provider.revokeAll()
    expect((await ask(browser)).status).toBe(401)
    expect(world.log.having({ why: 'refresh-refused' })).not.toEqual([])
    expect((await browser.call('/backend/session')).body).toEqual({ authenticated: false })
  })
})

describe('refreshing', () => {
  it('does not make a session live longer than it may (C09)', async () => {
    const browser = await world.loggedIn()
    for (let passed = 0; passed < 8 * hour - 25 * minute; passed += 25 * minute) {
      expect((await ask(browser)).status).toBe(200)
      world.clock.forward(25 * minute)
    }
    world.clock.forward(30 * minute)
    expect((await ask(browser)).status).toBe(401)
  })

  it('does not bring a session back that was logged out meanwhile (B10)', async () => {
    const browser = await world.loggedIn()
    const { session, cookies } = browser
    const cookie = new Map(cookies)
    expire()
    const [arrived, released] = [new Gate(), new Gate()]
    world.provider.tokenEndpoint = async (_, __, answer) => {
      arrived.open()
      await released.opened
      await answer()
    }
    const slow = ask(browser)
    await arrived.opened
    const logout = await browser.call('/backend/session', { method: 'DELETE' })
    expect(logout.status).toBe(200)
    released.open()
    expect((await slow).status).toBe(401)
    world.provider.tokenEndpoint = undefined
    for (const [name, value] of cookie) browser.cookies.set(name, value)
    expect(browser.session).toBe(session)
    expect((await ask(browser)).status).toBe(401)
    expect(world.api.received).toEqual([])
    await expect
      .poll(() => world.provider.secrets.some((s) => world.provider.isAlive(s) && issuedNow(s)))
      .toBe(false)
  })
})

// tokens of other tests live on; those that came while this one logged out must not
let known = new Set<string>()
beforeEach(() => (known = new Set(world.provider.secrets)))
const issuedNow = (secret: string): boolean => !known.has(secret)
