import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionKey, World } from '../../test/backend.ts'
import type { TestBrowser } from '../../test/browser.ts'
import { hour, minute } from '../../test/clock.ts'
import { Housekeeping } from '../housekeeping.ts'

let world: World

beforeAll(async () => {
  world = await World.create()
})
afterAll(() => world.stop())

const name = '__Host-Http-session'
const ask = (browser: TestBrowser, headers?: Record<string, string>) =>
  browser.call('/backend/api/timesheets', headers ? { headers } : {})
const cookiesSet = (browser: TestBrowser): string[] =>
  browser.seen
    .filter((text) => text.startsWith('[['))
    .flatMap((text) => JSON.parse(text) as [string, string][])
    .flatMap(([header, value]) => (header === 'set-cookie' ? [value] : []))

describe('the cookies (B08)', () => {
  it('are bound to this host, to https and to HTTP, and Strict', async () => {
    const browser = await world.loggedIn()
    await browser.call('/backend/session', { method: 'DELETE' })
    const cookies = cookiesSet(browser)
    expect(cookies.length).toBeGreaterThanOrEqual(4)
    for (const cookie of cookies) {
      const [pair, ...attributes] = cookie.split('; ')
      expect(pair).toMatch(/^__Host-Http-(session|tx-[0-9a-f]{8})=/)
      expect(attributes.filter((attribute) => !attribute.startsWith('Max-Age='))).toEqual([
        'Path=/',
        'Secure',
        'HttpOnly',
        'SameSite=Strict',
      ])
    }
  })

  it('outlive the browser only where offline_access asked for it', async () => {
    const withIt = await world.loggedIn()
    const without = await world.loggedIn({ scope: 'openid' })
    const session = (browser: TestBrowser) =>
      cookiesSet(browser).find((cookie) => cookie.startsWith(`${name}=`))
    expect(session(withIt)).toMatch(/Max-Age=28800$/)
    expect(session(without)).not.toContain('Max-Age')
  })
})

describe('a Cookie header that somebody meddled with', () => {
  it.each([
    ['a name without prefix', (value: string) => `session=${value}`],
    ['a name of another prefix', (value: string) => `__Secure-Http-session=${value}`],
    ['another case', (value: string) => `__HOST-HTTP-SESSION=${value}`],
    ['quotes', (value: string) => `${name}="${value}"`],
    ['a value that is cut', (value: string) => `${name}=${value.slice(1)}`],
    ['a value with something behind', (value: string) => `${name}=${value}x`],
    ['an encoded value', (value: string) => `${name}=${encodeURIComponent(`${value} `)}`],
  ])('is no session: %s (B02)', async (_, header) => {
    const browser = await world.loggedIn()
    const cookie = header(browser.session!)
    expect((await ask(browser, { cookie })).status).toBe(401)
    expect((await ask(browser)).status).toBe(200)
  })

  it('is refused with two sessions, whichever comes first (B02)', async () => {
    const browser = await world.loggedIn()
    const planted = `${name}=${'p'.repeat(43)}`
    for (const cookie of [
      `${planted}; ${browser.cookieHeader}`,
      `${browser.cookieHeader}; ${planted}`,
    ]) {
      for (const path of ['/backend/session', '/backend/sessions', '/backend/api/timesheets']) {
        const answer = await browser.call(path, { headers: { cookie } })
        expect(answer.status).toBe(400)
        expect(answer.body['code']).toBe('ambiguous_session')
      }
    }
  })

  it('is read among 200 others, and signed out when it is pushed out (B03)', async () => {
    const browser = await world.loggedIn()
    const others = Array.from({ length: 200 }, (_, index) => `c${index}=${'x'.repeat(30)}`)
    const cookie = [...others, browser.cookieHeader].join('; ')
    expect((await ask(browser, { cookie })).status).toBe(200)
    const without = await browser.call('/backend/session', {
      headers: { cookie: others.join('; ') },
    })
    expect(without.body).toEqual({ authenticated: false })
  })
})

describe('a stolen cookie (B09)', () => {
  it('is worth nothing after the logout', async () => {
    const browser = await world.loggedIn()
    const { cookieHeader: cookie } = browser
    await browser.call('/backend/session', { method: 'DELETE' })
    expect((await ask(browser, { cookie })).status).toBe(401)
    const { body } = await browser.call('/backend/session', { headers: { cookie } })
    expect(body).toEqual({ authenticated: false })
  })

  it('is worth nothing at another process either, in the same moment', async () => {
    const other = await world.startBackEnd()
    const browser = await world.loggedIn()
    const thief = world.browser(other)
    thief.cookies.set(name, browser.session!)
    expect((await ask(thief)).status).toBe(200)
    await browser.call('/backend/session', { method: 'DELETE' })
    expect((await ask(thief)).status).toBe(401)
  })

  it('is worth nothing after half an hour without use', async () => {
    const browser = await world.loggedIn()
    world.clock.forward(29 * minute)
    expect((await ask(browser)).status).toBe(200)
    world.clock.forward(29 * minute)
    expect((await ask(browser)).status).toBe(200)
    world.clock.forward(31 * minute)
    expect((await ask(browser)).status).toBe(401)
  })

  it('is not kept alive by an open tab that only asks who is there', async () => {
    const browser = await world.loggedIn()
    for (let passed = 0; passed < 40; passed += 10) {
      world.clock.forward(10 * minute)
      await browser.call('/backend/session')
    }
    expect((await ask(browser)).status).toBe(401)
  })

  it('leaves no refresh token behind when it has expired', async () => {
    const browser = await world.loggedIn()
    world.clock.forward(31 * minute)
    world.provider.forgetRequests()
    await world.app.get(Housekeeping).sweep()
    expect((await ask(browser)).status).toBe(401)
    expect(world.provider.requests('revoke').length).toBeGreaterThan(0)
    world.clock.forward(9 * hour)
    await world.app.get(Housekeeping).sweep()
    expect(await world.rows('sessions')).toEqual([])
    expect(await world.rows('used')).toEqual([])
  })
})

describe('what the database holds (B12)', () => {
  it('neither continues a session nor shows a token', async () => {
    const browser = await world.loggedIn()
    const dump = JSON.stringify(await world.rows('sessions'), (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'data' in value
        ? Buffer.from((value as { data: number[] }).data).toString('latin1')
        : value,
    )
    expect(dump).not.toContain(browser.session)
    for (const secret of world.provider.secrets) expect(dump).not.toContain(secret)
    const digest = createHash('sha256').update(browser.session!).digest()
    for (const value of [digest.toString('base64url'), digest.toString('hex').slice(0, 43)]) {
      expect((await ask(browser, { cookie: `${name}=${value}` })).status).toBe(401)
    }
  })

  it('does not open in the place of another session', async () => {
    const [rich, poor] = [await world.loggedIn({ sub: 'auth0|rich' }), await world.loggedIn()]
    const digest = (browser: TestBrowser) => createHash('sha256').update(browser.session!).digest()
    await world.database.query(
      `update backend.sessions set version = 2, sealed =
        (select sealed from backend.sessions where digest = $1) where digest = $2`,
      [digest(rich), digest(poor)],
    )
    expect((await ask(poor)).status).toBe(401)
    expect((await ask(rich)).status).toBe(200)
  })
})

describe('keys (R47)', () => {
  it('can be rotated without a logout; removing one ends exactly its sessions', async () => {
    const [one, two] = [sessionKey('old'), sessionKey('new')]
    const at = (SESSION_KEYS: string) => world.startBackEnd({ SESSION_KEYS })
    const [before, during, after] = [await at(one), await at(`${two},${one}`), await at(two)]
    const early = world.browser(before)
    await early.logIn(world.provider)
    const late = world.browser(during)
    await late.logIn(world.provider)
    const reach = async (browser: TestBrowser, url: string) => {
      const there = world.browser(url)
      there.cookies.set(name, browser.session!)
      return (await ask(there)).status
    }
    expect(await reach(early, during)).toBe(200)
    expect(await reach(late, during)).toBe(200)
    expect(await reach(early, after)).toBe(401)
    expect(await reach(late, after)).toBe(200)
    // nothing was lost: the key is back, and so is the session
    expect(await reach(early, during)).toBe(200)
  })

  it('bind logins, too: one that began before the rotation ends well after it', async () => {
    const [one, two] = [sessionKey('old'), sessionKey('new')]
    const before = await world.startBackEnd({ SESSION_KEYS: one })
    const during = await world.startBackEnd({ SESSION_KEYS: `${two},${one}` })
    const browser = world.browser(before, during)
    expect((await browser.handOver(await browser.begin(world.provider))).status).toBe(201)
  })
})

describe('own sessions', () => {
  it('are listed, newest use first, without anything to continue them', async () => {
    const sub = 'auth0|lists'
    const one = await world.loggedIn({ sub })
    world.clock.forward(minute)
    const other = await world.loggedIn({ sub })
    await world.loggedIn({ sub: 'auth0|stranger' })
    const { status, body, text } = await other.call('/backend/sessions')
    expect(status).toBe(200)
    expect(body['items']).toMatchObject([{ current: true }, { current: false }])
    expect(text).not.toContain(one.session)
    expect(text).not.toContain(other.session)
  })

  it('can be ended from another browser', async () => {
    const sub = 'auth0|ends'
    const [here, there] = [await world.loggedIn({ sub }), await world.loggedIn({ sub })]
    const { body } = await here.call('/backend/sessions')
    const items = body['items'] as { id: string; current: boolean }[]
    const id = items.find(({ current }) => !current)?.id
    expect((await here.call(`/backend/sessions/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await ask(there)).status).toBe(401)
    expect((await ask(here)).status).toBe(200)
    expect((await here.call(`/backend/sessions/${id}`, { method: 'DELETE' })).status).toBe(404)
  })

  it('of others can neither be seen nor ended', async () => {
    const [owner, stranger] = [await world.loggedIn({ sub: 'auth0|owner' }), await world.loggedIn()]
    const { body } = await owner.call('/backend/sessions')
    const [{ id }] = body['items'] as [{ id: string }]
    expect((await stranger.call(`/backend/sessions/${id}`, { method: 'DELETE' })).status).toBe(404)
    expect((await stranger.call('/backend/sessions/1', { method: 'DELETE' })).status).toBe(400)
    expect((await ask(owner)).status).toBe(200)
  })

  it('are for whoever is logged in', async () => {
    expect((await world.browser().call('/backend/sessions')).status).toBe(401)
  })
})

describe('contents that a newer version wrote (R46)', () => {
  it('keep the members that this one does not know', async () => {
    const { seal, open } = await import('../sealing/seal.ts')
    const { readConfig } = await import('../config.ts')
    const { sessionKeys } = readConfig(world.environment)
    const browser = await world.loggedIn()
    const digest = createHash('sha256').update(browser.session!).digest()
    const place = `session ${digest.toString('hex')}`
    const read = async (): Promise<Record<string, unknown>> => {
      const { rows } = await world.database.query<{ key_id: string; sealed: Buffer }>(
        'select key_id, sealed from backend.sessions where digest = $1',
        [digest],
      )
      const [{ key_id: keyId, sealed }] = rows as [{ key_id: string; sealed: Buffer }]
      return JSON.parse(open(sessionKeys, { keyId, sealed }, place) ?? '') as never
    }
    const newer = { ...(await read()), format: 2, consents: ['a', 'b'] }
    await world.database.query(
      'update backend.sessions set sealed = $2, version = version + 1 where digest = $1',
      [digest, seal(sessionKeys, JSON.stringify(newer), place).sealed],
    )
    world.clock.forward(6 * minute)
    expect((await ask(browser)).status).toBe(200)
    const after = await read()
    expect(after['consents']).toEqual(['a', 'b'])
    expect(after['accessToken']).not.toEqual(newer['accessToken' as never])
  })

  it('go on while both versions run side by side on a newer schema, 200 requests long', async () => {
    const other = await world.startBackEnd()
    await world.database.query(`alter table backend.sessions add column theme text default 'dark'`)
    const browser = world.browser(world.url, other)
    await browser.logIn(world.provider)
    const statuses = new Set<number>()
    for (let round = 0; round < 4; round++) {
      world.clock.forward(6 * minute) // each time the token has expired
      const answers = await Promise.all(Array.from({ length: 50 }, () => ask(browser)))
      for (const { status } of answers) statuses.add(status)
    }
    expect(statuses).toEqual(new Set([200]))
    const { rows } = await world.database.query<{ theme: string }>(
      'select theme from backend.sessions order by created_at desc limit 1',
    )
    expect(rows).toEqual([{ theme: 'dark' }])
    await world.database.query('alter table backend.sessions drop column theme')
  })
})
