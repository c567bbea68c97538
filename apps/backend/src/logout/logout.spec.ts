import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { World } from '../../test/backend.ts'
import { spaOrigin, type Answer, type TestBrowser } from '../../test/browser.ts'
import { minute } from '../../test/clock.ts'
import { Revoker } from './revoker.ts'

let world: World

beforeAll(async () => {
  world = await World.create()
})
afterAll(() => world.stop())
afterEach(() => {
  world.provider.isDown = false
  world.provider.forgetRequests()
  world.clock.forward(2_000)
})

const logOut = (browser: TestBrowser): Promise<Answer> =>
  browser.call('/backend/session', { method: 'DELETE' })
const refreshTokens = (): string[] =>
  world.provider.secrets.filter((s) => world.provider.isAlive(s))

describe('DELETE /session', () => {
  it('ends the session, its cookie and its refresh token (C10)', async () => {
    const others = new Set(refreshTokens())
    const browser = await world.loggedIn()
    expect(refreshTokens().filter((token) => !others.has(token))).toHaveLength(1)
    const { status, body, headers } = await logOut(browser)
    expect(status).toBe(200)
    expect(body['revocation']).toBe('done')
    expect(refreshTokens().filter((token) => !others.has(token))).toEqual([])
    expect(headers.getSetCookie()).toEqual([
      '__Host-Http-session=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0',
    ])
    expect(browser.session).toBeUndefined()
    expect(await world.rows('revocations')).toEqual([])
  })

  it('says where the session at the provider ends, without a token in the address', async () => {
    const browser = await world.loggedIn({ sid: 'sid-of-the-provider' })
    const { body } = await logOut(browser)
    const url = new URL(body['endSessionUrl'] as string)
    expect(url.origin + url.pathname).toBe(`${world.provider.issuer}logout`)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'timesheets-backend',
      post_logout_redirect_uri: `${spaOrigin}/`,
      logout_hint: 'sid-of-the-provider',
    })
  })

  it('is the same for whoever is not logged in', async () => {
    const { status, body } = await logOut(world.browser())
    expect(status).toBe(200)
    expect(body['revocation']).toBe('none')
  })

  it('keeps no token of an ended session', async () => {
    await logOut(await world.loggedIn({ sub: 'auth0|tombstone' }))
    const { rows } = await world.database.query<{ sealed: Buffer | null; ended_by: string }>(
      `select sealed, ended_by from backend.sessions where subject = 'auth0|tombstone'`,
    )
    expect(rows).toEqual([{ sealed: null, ended_by: 'logout' }])
  })

  it('happens once, however often it is clicked', async () => {
    const browser = await world.loggedIn()
    const cookie = browser.cookieHeader
    const click = () => browser.call('/backend/session', { method: 'DELETE', headers: { cookie } })
    const answers = await Promise.all([click(), click(), click()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(world.provider.requests('revoke')).toHaveLength(1)
  })
})

describe('a logout that fails', () => {
  it('leaves all as it was, and can be tried again', async () => {
    const browser = await world.loggedIn()
    await world.database.query('alter table backend.revocations rename to hidden')
    const failed = await logOut(browser)
    await world.database.query('alter table backend.hidden rename to revocations')
    expect(failed.status).toBe(500)
    expect(failed.headers.getSetCookie()).toEqual([])
    expect((await browser.call('/backend/session')).body['authenticated']).toBe(true)
    const { status, body } = await logOut(browser)
    expect([status, body['revocation']]).toEqual([200, 'done'])
  })

  it('says the same when its answer was lost and it is tried again', async () => {
    const browser = await world.loggedIn()
    const headers = { cookie: browser.cookieHeader }
    const { body: lost } = await logOut(browser)
    const again = await browser.call('/backend/session', { method: 'DELETE', headers })
    expect(again.status).toBe(200)
    expect(again.body['endSessionUrl']).toBe(lost['endSessionUrl'])
    expect(again.headers.getSetCookie()).toHaveLength(1)
  })
})

describe('a provider that is away at logout (R09)', () => {
  it('holds nobody up, and revokes the token when it is back', async () => {
    const others = new Set(refreshTokens())
    const browser = await world.loggedIn()
    const cookie = browser.cookieHeader
    world.provider.isDown = true
    const { status, body } = await logOut(browser)
    expect(status).toBe(200)
    expect(body).toMatchObject({ revocation: 'pending' })
    // what is known of the provider still tells where its session ends
    expect(body['endSessionUrl']).toContain(`${world.provider.issuer}logout`)
    expect((await browser.call('/backend/api/timesheets', { headers: { cookie } })).status).toBe(
      401,
    )
    const [task] = await world.rows('revocations')
    const dump = JSON.stringify(task)
    for (const secret of world.provider.secrets) expect(dump).not.toContain(secret)

    for (let attempt = 0; attempt < 4; attempt += 1) {
      await world.app.get(Revoker).run()
      world.clock.forward(minute)
    }
    expect(refreshTokens().filter((token) => !others.has(token))).toHaveLength(1)
    world.provider.isDown = false
    await world.app.get(Revoker).run()
    expect(refreshTokens().filter((token) => !others.has(token))).toEqual([])
    expect(await world.rows('revocations')).toEqual([])
  })

  it('is asked by one process at a time', async () => {
    await world.startBackEnd()
    const browser = await world.loggedIn()
    world.provider.isDown = true
    await logOut(browser)
    world.provider.isDown = false
    world.provider.forgetRequests()
    world.clock.forward(minute)
    await Promise.all(world.apps.map((app) => app.get(Revoker).run()))
    expect(world.provider.requests('revoke')).toHaveLength(1)
  })
})
