import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World } from './backend.ts'
import type { HandOff, TestBrowser } from './browser.ts'
import { Gate } from './gate.ts'
import { BackEndProcess } from './process.ts'
import { tokenLifetime } from './provider.ts'
import { sendJson } from './server.ts'

let world: World
/** The one is killed in the midst of its work, the other is stopped in the end. */
let doomed: BackEndProcess
let steady: BackEndProcess

beforeAll(async () => {
  const [around] = await Promise.all([World.around(), BackEndProcess.build()])
  world = around
  const environment = { ...world.environment, LOG_LEVEL: 'trace' }
  const both = [BackEndProcess.start(environment), BackEndProcess.start(environment)] as const
  ;[doomed, steady] = await Promise.all(both)
})
afterAll(async () => {
  await Promise.all([doomed.kill(), steady.kill()])
  await world.stop()
})

const ask = async (browser: TestBrowser): Promise<number> =>
  (await browser.call('/backend/api/timesheets')).status

describe('two processes', () => {
  it('refresh once for 100 requests at once (C07)', async () => {
    world.provider.tokenResponse = { expires_in: 20 } // within the time at which a token is renewed early
    const browser = world.browser(doomed.url, steady.url)
    await browser.logIn(world.provider)
    world.provider.tokenResponse = { expires_in: tokenLifetime }
    world.provider.forgetRequests()
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(browser)))
    expect(new Set(answers)).toEqual(new Set([200]))
    expect(world.provider.requests('token')).toHaveLength(1)
    world.provider.tokenResponse = {}
  })
})

describe('a process that is killed while many log in and one token is refreshed', () => {
  interface Login {
    readonly handOff: HandOff
    readonly browser: TestBrowser
    /** The provider lets this one wait until the process is dead. */
    readonly isHeld: boolean
    isAcknowledged: boolean
  }
  const logins: Login[] = []
  let refreshing: TestBrowser

  beforeAll(async () => {
    world.provider.rotates = false
    world.provider.tokenResponse = { expires_in: 20 }
    refreshing = world.browser(doomed.url)
    await refreshing.logIn(world.provider)
    world.provider.tokenResponse = {}

    const dead = new Gate()
    const reached = { held: 0, refresh: 0, acknowledged: 0 }
    let isDying = false
    const killInTheMidst = (): void => {
      if (isDying || reached.held < 8 || reached.refresh < 1 || reached.acknowledged < 8) return
      isDying = true
      void doomed.kill().then(dead.open)
    }
    for (let index = 0; index < 24; index++) {
      const browser = world.browser(doomed.url)
      const handOff = await browser.begin(world.provider, { sub: `auth0|killed ${index}` })
      logins.push({ handOff, browser, isHeld: index % 3 === 0, isAcknowledged: false })
    }
    world.provider.tokenEndpoint = async ({ body }, _, answer) => {
      const form = new URLSearchParams(body)
      const isRefresh = form.get('grant_type') === 'refresh_token'
      const login = logins.find(({ handOff }) => handOff.code === form.get('code'))
      if (isRefresh) reached.refresh++
      else if (login?.isHeld) reached.held++
      killInTheMidst()
      if (isRefresh || login?.isHeld) await dead.opened
      else await answer()
    }
    const refused = ask(refreshing).catch(() => 'broken off')
    const outcomes = logins.map(async (login) => {
      // a connection that breaks off acknowledges nothing
      const status = await login.browser.handOver(login.handOff).then(
        (answer) => answer.status,
        () => undefined,
      )
      login.isAcknowledged = status === 201
      if (login.isAcknowledged) reached.acknowledged++
      killInTheMidst()
    })
    await Promise.all([...outcomes, refused])
    world.provider.tokenEndpoint = undefined
  })
  afterAll(() => {
    world.provider.rotates = true
  })

  const elsewhere = (browser: TestBrowser): TestBrowser => {
    const there = world.browser(steady.url)
    for (const [name, value] of browser.cookies) there.cookies.set(name, value)
    return there
  }

  it('loses no session that it acknowledged (R45)', async () => {
    const acknowledged = logins.filter(({ isAcknowledged }) => isAcknowledged)
    expect(acknowledged.length).toBeGreaterThanOrEqual(8)
    const statuses = await Promise.all(acknowledged.map(({ browser }) => ask(elsewhere(browser))))
    expect(new Set(statuses)).toEqual(new Set([200]))
  })

  it('leaves no session of whoever the provider had not answered about', async () => {
    const held = logins.filter(({ isHeld }) => isHeld)
    expect(held.map(({ isAcknowledged }) => isAcknowledged)).not.toContain(true)
    const subjects = held.map((_, index) => `auth0|killed ${index * 3}`)
    const { rows } = await world.database.query(
      'select subject from backend.sessions where subject = any($1)',
      [subjects],
    )
    expect(rows).toEqual([])
  })

  it('leaves no code that could be sent again, and whoever was cut off logs in anew', async () => {
    world.provider.forgetRequests()
    for (const { browser, handOff } of logins.filter(({ isHeld }) => isHeld)) {
      const { body } = await elsewhere(browser).handOver(handOff)
      expect(body['code']).toBe('login_already_completed')
    }
    expect(world.provider.requests('token')).toEqual([])
    const again = world.browser(steady.url)
    await again.logIn(world.provider, { sub: 'auth0|killed 0' })
    expect(await ask(again)).toBe(200)
  })

  it('gives its locks back: another refreshes in its place', async () => {
    world.provider.forgetRequests()
    expect(await ask(elsewhere(refreshing))).toBe(200)
    const sent = world.provider.requests('token').map(({ form }) => form.get('grant_type'))
    expect(sent).toEqual(['refresh_token'])
  })
})

describe('a process that is stopped', () => {
  it('finishes what it has begun, and exits cleanly', async () => {
    const browser = world.browser(steady.url)
    await browser.logIn(world.provider)
    const [arrived, answered] = [new Gate(), new Gate()]
    world.api.answer = (_, response) => {
      arrived.open()
      void answered.opened.then(() => sendJson(response, { items: [] }))
    }
    const slow = ask(browser)
    await arrived.opened
    const ended = steady.kill('SIGTERM')
    // it takes no new connection any more: it has begun to stop
    await expect.poll(() => steady.isReady()).toBe(false)
    answered.open()
    expect(await slow).toBe(200)
    expect(await ended).toBe(0)
    world.api.answer = undefined
  })

  it('has printed lines of JSON without a secret', () => {
    for (const { output } of [doomed, steady]) {
      const text = output.join('')
      expect(text).toContain('login completed')
      for (const line of text.trim().split('\n'))
        expect(() => JSON.parse(line) as unknown).not.toThrow()
      expect(world.provider.secrets.filter((secret) => text.includes(secret))).toEqual([])
    }
  })
})

describe('a process that cannot start', () => {
  const cases = [
    ['a configuration', { OIDC_ISSUER: '' }, /OIDC_ISSUER/],
    ['a database that is away', { DATABASE_URL: 'postgres://127.0.0.1:1/x' }, /cannot start/],
    ['a port that is taken', {}, /Port \d+ is taken/],
  ] as const

  it.concurrent.each(cases)('says so in one sentence: %s', async (_, changes, sentence) => {
    const { port: taken } = new URL(world.api.url)
    const environment = { ...world.environment, PORT: taken, ...changes }
    const { code, output } = await BackEndProcess.fail(environment)
    expect(code).toBe(1)
    expect(output).toMatch(sentence)
    expect(output.trim().split('\n')).toHaveLength(1)
  })
})
