import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { World } from './backend.ts'
import { spaOrigin, type TestBrowser } from './browser.ts'
import { BackEndProcess } from './process.ts'
import { tokenLifetime } from './provider.ts'

let world: World
const started: BackEndProcess[] = []

beforeAll(async () => {
  await BackEndProcess.build()
  world = await World.create()
})
afterEach(async () => {
  await Promise.all(started.map((one) => one.kill()))
  started.length = 0
  world.provider.tokenEndpoint = undefined
})
afterAll(() => world.stop())

async function start(): Promise<BackEndProcess> {
  const one = await BackEndProcess.start({ ...world.environment, LOG_LEVEL: 'trace' })
  started.push(one)
  return one
}

const ask = async (browser: TestBrowser): Promise<number> =>
  (await browser.call('/backend/api/timesheets')).status

describe('a process that is killed', () => {
  it(
    'loses no session that it acknowledged, wherever in a login',
    { timeout: 120_000 },
    async () => {
      const acknowledged: string[] = []
      const attempted = 6
      for (let round = 0; round < attempted; round += 1) {
        const doomed = await start()
        const browser = world.browser(doomed.url)
        const dying = new Promise<unknown>((resolve) => {
          setTimeout(() => resolve(doomed.kill()), round * 12)
        })
        try {
          await browser.logIn(world.provider)
          acknowledged.push(browser.session ?? '')
        } catch {
          // the connection broke, or the process was gone: nothing was acknowledged
        }
        await dying
      }
      const survivor = await start()
      for (const session of acknowledged) {
        const browser = world.browser(survivor.url)
        browser.cookies.set('__Host-Http-session', session)
        expect(await ask(browser)).toBe(200)
      }
      expect(acknowledged.length).toBeGreaterThan(0)
      // and there is no session that nobody was told of, but perhaps the one whose answer broke off
      const { rows } = await world.database.query('select 1 from backend.sessions')
      expect(rows.length - acknowledged.length).toBeLessThanOrEqual(attempted - acknowledged.length)
    },
  )

  it('gives its locks back: another refreshes in its place', async () => {
    const [doomed, other] = [await start(), await start()]
    const browser = world.browser(doomed.url)
    await browser.logIn(world.provider)
    world.provider.rotates = false
    let asked = 0
    world.provider.tokenEndpoint = async (_, __, answer) => {
      asked += 1
      if (asked === 1) await doomed.kill()
      else await answer()
    }
    world.api.answer = (_, response) => {
      response.writeHead(asked < 2 ? 401 : 200, { 'content-type': 'application/json' }).end('{}')
    }
    await expect(browser.call('/backend/api/timesheets')).rejects.toThrow()
    const there = world.browser(other.url)
    there.cookies.set('__Host-Http-session', browser.session ?? '')
    expect(await ask(there)).toBe(200)
    expect(asked).toBe(2)
    world.api.answer = undefined
    world.provider.rotates = true
  })
})

describe('a process that is stopped', () => {
  it('finishes what it has begun, and exits cleanly', async () => {
    const stopping = await start()
    const browser = world.browser(stopping.url)
    await browser.logIn(world.provider)
    world.api.answer = (_, response) => {
      setTimeout(
        () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
        500,
      )
    }
    const slow = ask(browser)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const ended = stopping.kill('SIGTERM')
    expect(await slow).toBe(200)
    expect(await ended).toBe(0)
    world.api.answer = undefined
  })
})

describe('two processes', () => {
  it('refresh once for 100 requests at once (C07)', async () => {
    const [one, other] = [await start(), await start()]
    world.provider.tokenResponse = { expires_in: 20 } // within the time at which a token is renewed early
    const browser = world.browser(one.url, other.url)
    await browser.logIn(world.provider)
    world.provider.tokenResponse = { expires_in: tokenLifetime }
    world.provider.forgetRequests()
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(browser)))
    expect(new Set(answers)).toEqual(new Set([200]))
    expect(world.provider.requests('token')).toHaveLength(1)
    world.provider.tokenResponse = {}
  })
})

describe('what a process prints', () => {
  it('is lines of JSON without a secret', async () => {
    const one = await start()
    const browser = world.browser(one.url)
    await browser.logIn(world.provider)
    await browser.call('/backend/session', { method: 'DELETE' })
    await one.kill('SIGTERM')
    const text = one.output.join('')
    for (const line of text.trim().split('\n'))
      expect(() => JSON.parse(line) as unknown).not.toThrow()
    expect(world.provider.secrets.filter((secret) => text.includes(secret))).toEqual([])
  })
})

describe('a process that cannot start', () => {
  it.each([
    ['no issuer', { OIDC_ISSUER: '' }, /OIDC_ISSUER/],
    ['a key that is none', { SESSION_KEYS: 'a:b' }, /SESSION_KEYS/],
    ['a database that is away', { DATABASE_URL: 'postgres://127.0.0.1:1/x' }, /cannot start/],
    ['a port that is taken', { PORT: '' }, /port|PORT/],
  ])('says so in one sentence: %s', async (_, changes, sentence) => {
    const port = new URL(world.url).port
    const environment = { ...world.environment, PORT: port, SPA_URL: spaOrigin, ...changes }
    if ('PORT' in changes) environment['PORT'] = port
    const { code, output } = await BackEndProcess.fail(environment)
    expect(code).toBe(1)
    expect(output).toMatch(sentence)
    expect(output.trim().split('\n')).toHaveLength(1)
  })
})
