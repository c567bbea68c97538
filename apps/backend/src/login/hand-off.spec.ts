import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { World } from '../../test/backend.ts'
import { spaOrigin, type HandOff } from '../../test/browser.ts'
import { minute } from '../../test/clock.ts'

let world: World

beforeAll(async () => {
  world = await World.create()
})
afterAll(() => world.stop())
beforeEach(async () => {
  world.provider.tokenEndpoint = undefined
  world.provider.forgetRequests()
  await world.database.query('truncate backend.sessions cascade')
})

/** The effect of a refusal: no session anywhere, and nothing left of the login. */
async function expectNoSession(browser: { session: string | undefined }): Promise<void> {
  expect(browser.session).toBeUndefined()
  expect(await world.rows('sessions')).toEqual([])
}

describe('POST /session', () => {
  it.each(['code id_token', 'code token', 'code id_token token', 'code backend'])(
    'begins a session with the code of %s',
    async (flow) => {
      const browser = world.browser()
      const { status, body } = await browser.handOver(
        await browser.begin(world.provider, { flow, sub: 'auth0|employee' }),
      )
      expect(status).toBe(201)
      expect(body).toMatchObject({
        authenticated: true,
        user: { iss: world.provider.issuer, sub: 'auth0|employee', name: 'Erin Employee' },
      })
      expect((await browser.call('/backend/api/timesheets')).status).toBe(200)
    },
  )

  it('redeems with the secret in the header, the code verifier and the redirect URI', async () => {
    const browser = world.browser()
    const handOff = await browser.begin(world.provider)
    await browser.handOver(handOff)
    const [request] = world.provider.requests('token')
    expect(Object.fromEntries(request!.form)).toEqual({
      grant_type: 'authorization_code',
      code: handOff.code,
      redirect_uri: `${spaOrigin}/callback`,
      code_verifier: handOff.codeVerifier,
    })
    expect(request?.headers.authorization).toMatch(/^Basic /)
  })

  it('gives a new id at each login, and ends the session before it', async () => {
    const browser = await world.loggedIn()
    const before = browser.session
    await browser.logIn(world.provider)
    expect(browser.session).not.toBe(before)
    browser.cookies.set('__Host-Http-session', before!)
    expect((await browser.call('/backend/api/timesheets')).status).toBe(401)
  })

  it('does not adopt an id that somebody planted (B01)', async () => {
    const browser = world.browser()
    const planted = 'p'.repeat(43)
    browser.cookies.set('__Host-Http-session', planted)
    await browser.logIn(world.provider)
    expect(browser.session).not.toBe(planted)
  })
})

describe('a code of somebody else (H01)', () => {
  it('is worth nothing with the verifier of another login', async () => {
    const { code } = await world.browser().begin(world.provider, { sub: 'auth0|victim' })
    const attacker = world.browser()
    const own = await attacker.begin(world.provider, { sub: 'auth0|attacker' })
    const { status, body } = await attacker.handOver({ ...own, code })
    expect(status).toBe(400)
    expect(body['code']).toBe('login_not_completed')
    await expectNoSession(attacker)
  })

  it('is worth nothing without PKCE either: its ID Token has another nonce', async () => {
    const browser = world.browser()
    const handOff = await browser.begin(world.provider)
    world.provider.idTokenClaims = { nonce: 'of-the-victim' }
    const { status, body } = await browser.handOver(handOff)
    world.provider.idTokenClaims = {}
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'login_refused', check: 'id-token.nonce' })
    await expectNoSession(browser)
  })
})

describe('parts of two logins (H03)', () => {
  const parts = ['code', 'codeVerifier', 'nonce', 'state'] as const
  const mixes = Array.from({ length: 16 }, (_, bits) => parts.map((_, at) => (bits >> at) & 1))

  it.each(mixes)('only go together as they came: %j %j %j %j', async (...choice) => {
    const browser = world.browser()
    const logins = [await browser.begin(world.provider), await browser.begin(world.provider)]
    const mixed = Object.fromEntries(parts.map((part, at) => [part, logins[choice[at]!]![part]]))
    const { status } = await browser.handOver({ ...logins[0]!, ...mixed })
    const [code, ...rest] = choice
    const isBound = new Set(rest).size === 1
    const isGenuine = isBound && code === rest[0]
    // what the login was bound to is refused here, a code alone by the provider
    expect(status).toBe(isGenuine ? 201 : isBound ? 400 : 403)
    expect(await world.rows('sessions')).toHaveLength(isGenuine ? 1 : 0)
  })
})

describe('a code that this browser has no login for (H08)', () => {
  it.each<[string, (handOff: HandOff) => Partial<HandOff>]>([
    ['another state', () => ({ state: 's'.repeat(43) })],
    ['another nonce', () => ({ nonce: 'n'.repeat(43) })],
    ['another verifier', () => ({ codeVerifier: 'v'.repeat(43) })],
    ['another issuer', () => ({ issuer: 'https://evil.test/' })],
    ['another flow', () => ({ flow: 'code id_token token' })],
    ['another redirect URI', () => ({ redirectUri: 'https://evil.test/callback' })],
  ])('is not sent anywhere: %s', async (_, changes) => {
    const browser = world.browser()
    const handOff = await browser.begin(world.provider)
    const { status, body } = await browser.handOver({ ...handOff, ...changes(handOff) })
    expect(status).toBe(403)
    expect(body['code']).toBe('unknown_login')
    expect(world.provider.requests('token')).toEqual([])
    await expectNoSession(browser)
  })

  it('is not sent anywhere: a login that another browser began (X11)', async () => {
    const handOff = await world.browser().begin(world.provider)
    const other = world.browser()
    expect((await other.handOver(handOff)).status).toBe(403)
    expect(world.provider.requests('token')).toEqual([])
  })

  it('is not sent anywhere: two cookies for the login, of which one is planted', async () => {
    const browser = world.browser()
    const handOff = await browser.begin(world.provider)
    const cookie = browser.cookieHeader
    const answer = await browser.call('/backend/session', {
      method: 'POST',
      body: handOff,
      headers: { cookie: `${cookie}; ${cookie}` },
    })
    expect(answer.status).toBe(403)
    expect(world.provider.requests('token')).toEqual([])
  })

  it('is not sent anywhere after ten minutes, and the user can begin again (R08)', async () => {
    const browser = world.browser()
    const handOff = await browser.begin(world.provider)
    world.clock.forward(10 * minute + 1000)
    expect((await browser.handOver(handOff)).body['code']).toBe('unknown_login')
    expect(world.provider.requests('token')).toEqual([])
    await browser.logIn(world.provider)
  })

  it('is not sent anywhere if even the login was begun with wrong words (X01)', async () => {
    for (const wrong of [
      { issuer: 'https://evil.test/', check: 'code-hand-off.issuer' },
      { flow: 'code', check: 'code-hand-off.flow' },
      { redirectUri: 'https://evil.test/callback', check: 'code-hand-off.redirect_uri' },
    ]) {
      const { check, ...changes } = wrong
      const browser = world.browser()
      const handOff = { ...(await browser.begin(world.provider)), ...changes }
      await browser.bind(handOff)
      const answer = await browser.handOver(handOff)
      expect(answer.body).toMatchObject({ code: 'login_refused', check })
    }
    expect(world.provider.requests('token')).toEqual([])
  })

  it('wants the first subject exactly where a first ID Token came', async () => {
    const browser = world.browser()
    const { idTokenSubject, ...without } = await browser.begin(world.provider)
    expect(idTokenSubject).toBe('auth0|employee')
    const refused = await browser.handOver(without)
    expect(refused.body['check']).toBe('code-hand-off.subject')
    const plain = await browser.begin(world.provider, { flow: 'code token' })
    const withSubject = await browser.handOver({ ...plain, idTokenSubject: 'auth0|employee' })
    expect(withSubject.body['check']).toBe('code-hand-off.subject')
    expect(world.provider.requests('token')).toEqual([])
  })
})

describe('a code that was handed over before (H06)', () => {
  it('is not sent again, one after the other', async () => {
    const browser = world.browser()
    const handOff = await browser.begin(world.provider)
    const cookies = new Map(browser.cookies)
    expect((await browser.handOver(handOff)).status).toBe(201)
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    const again = await browser.handOver(handOff)
    expect(again.status).toBe(409)
    expect(again.body['code']).toBe('login_already_completed')
    expect(world.provider.requests('token')).toHaveLength(1)
    // the session that it began is untouched
    expect((await browser.call('/backend/session')).body['authenticated']).toBe(true)
  })

  it('is not sent again, ten at once at two processes', async () => {
    const second = await world.startBackEnd()
    const browser = world.browser(world.url, second)
    const handOff = await browser.begin(world.provider)
    const answers = await Promise.all(Array.from({ length: 10 }, () => browser.handOver(handOff)))
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 409),
    ])
    expect(world.provider.requests('token')).toHaveLength(1)
    expect(await world.rows('sessions')).toHaveLength(1)
  })

  it('is not sent again after the provider failed to answer (R03)', async () => {
    const browser = world.browser()
    const handOff = await browser.begin(world.provider)
    const cookies = new Map(browser.cookies)
    world.provider.tokenEndpoint = (_, response) => void response.socket?.destroy()
    const failed = await browser.handOver(handOff)
    expect(failed.status).toBe(503)
    expect(failed.headers.get('retry-after')).toBe('5')
    expect(failed.body['code']).toBe('provider_unavailable')
    world.provider.tokenEndpoint = undefined
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    expect((await browser.handOver(handOff)).status).toBe(409)
    expect(world.provider.requests('token')).toHaveLength(1)
    await expectNoSession(browser)
  })
})

describe('what a login keeps before anybody is logged in (B22)', () => {
  it('is five cookies at most, and no row', async () => {
    const browser = world.browser()
    const before = (await world.rows('used')).length
    for (let count = 0; count < 12; count += 1) await browser.begin(world.provider)
    const pending = [...browser.cookies.keys()].filter((name) => name.includes('tx-'))
    expect(pending).toHaveLength(5)
    expect(await world.rows('used')).toHaveLength(before)
    expect(await world.rows('sessions')).toEqual([])
  })

  it('lets tabs log in side by side (R20)', async () => {
    const browser = world.browser()
    const [one, other] = [await browser.begin(world.provider), await browser.begin(world.provider)]
    expect((await browser.handOver(other)).status).toBe(201)
    expect((await browser.handOver(one)).status).toBe(201)
  })
})

describe('a body that is no hand-off', () => {
  it.each([
    ['nothing', undefined, 400],
    ['no JSON', '{"code":', 400],
    ['a list', [], 400],
    ['a verifier of 42 characters (C03)', { codeVerifier: 'v'.repeat(42) }, 400],
    ['an empty verifier (C03)', { codeVerifier: '' }, 400],
    ['a token', { accessToken: 'x' }, 400],
    ['a body of 100 kB', { code: 'c'.repeat(100_000) }, 413],
  ])('is refused: %s', async (_, changes, status) => {
    const browser = world.browser()
    const handOff = await browser.begin(world.provider)
    const body =
      Array.isArray(changes) || typeof changes !== 'object' ? changes : { ...handOff, ...changes }
    const answer = await browser.call('/backend/session', { method: 'POST', body })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.text).not.toContain(handOff.code)
    expect(world.provider.requests('token')).toEqual([])
  })
})
