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
  type Kill = () => Promise<unknown>
  /** Kills at some point of a login; whether that point lies after the acknowledgement, if known. */
  const points: [point: string, arm: (kill: Kill) => void, isAcknowledged: boolean | undefined][] =
    [
      [
        'while the provider is asked',
        (kill) => {
          world.provider.tokenEndpoint = () => kill().then(() => undefined)
        },
        false,
      ],
      [
        'when the provider has answered',
        (kill) => {
          world.provider.tokenEndpoint = async (_, __, answer) => {
            await answer()
            void kill()
          }
        },
        undefined, // whoever is faster
      ],
      ['as soon as it has acknowledged', () => undefined, true],
    ]

  it.each(points)(
    'loses no session that it acknowledged: %s',
    { timeout: 60_000 },
    async (point, arm, expected) => {
      const doomed = await start()
      const browser = world.browser(doomed.url)
      const sub = `auth0|killed ${point}`
      const handOff = await browser.begin(world.provider, { sub })
      arm(() => doomed.kill())
      const isAcknowledged = await browser.handOver(handOff).then(
        ({ status }) => status === 201,
        () => false, // the connection broke
      )
      await doomed.kill()
      world.provider.tokenEndpoint = undefined
      expect(isAcknowledged).toBe(expected ?? isAcknowledged)

      const survivor = world.browser((await start()).url)
      survivor.cookies.set('__Host-Http-session', browser.session ?? '')
      expect(await ask(survivor)).toBe(isAcknowledged ? 200 : 401)
      const { rows } = await world.database.query(
        'select 1 from backend.sessions where subject = $1',
        [sub],
      )
      // one whose answer broke off may be there; one that was never begun may not
      expect(rows.length).toBeLessThanOrEqual(expected === false ? 0 : 1)
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
