import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World } from '../../test/backend.ts'
import type { TestBrowser } from '../../test/browser.ts'
import { SessionChanges } from './session-changes.ts'

let world: World
let other: string

beforeAll(async () => {
  world = await World.create()
  other = await world.startBackEnd()
})
afterAll(() => world.stop())

const ask = async (browser: TestBrowser): Promise<number> =>
  (await browser.call('/backend/api/timesheets')).status

/** The same browser, whose requests reach the other process. */
function elsewhere(browser: TestBrowser): TestBrowser {
  const there = world.browser(other)
  for (const [name, value] of browser.cookies) there.cookies.set(name, value)
  return there
}

const hearing = () => world.apps.map((app) => app.get(SessionChanges).isHearing)
const endByHand = () =>
  world.database.query('update backend.sessions set ended_at = now() where ended_at is null')

describe('a session that a process relies on', () => {
  it('is over at every process once its logout is acknowledged, ten times (B09, B10)', async () => {
    const outcomes: number[] = []
    for (let round = 0; round < 10; round++) {
      const browser = await world.loggedIn()
      const there = elsewhere(browser)
      expect([await ask(browser), await ask(there)]).toEqual([200, 200])
      await browser.call('/backend/session', { method: 'DELETE' })
      outcomes.push(await ask(there))
    }
    expect(new Set(outcomes)).toEqual(new Set([401]))
  })

  it('is over at once if an administrator ends it by hand', async () => {
    const there = elsewhere(await world.loggedIn())
    expect(await ask(there)).toBe(200)
    await endByHand()
    await expect.poll(() => ask(there)).toBe(401)
  })

  it('goes on for a second at most if nothing tells of its end', async () => {
    const browser = await world.loggedIn()
    expect(await ask(browser)).toBe(200)
    await world.database.query('alter table backend.sessions disable trigger all')
    await endByHand()
    await world.database.query('alter table backend.sessions enable trigger all')
    expect(await ask(browser)).toBe(200)
    world.clock.forward(1_000)
    expect(await ask(browser)).toBe(401)
  })

  it('is not relied on by whoever hears of no changes, and is again when it does', async () => {
    const browser = await world.loggedIn()
    expect(await ask(browser)).toBe(200)
    await world.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'frontchannel-backend-changes' and datname = current_database()`,
    )
    await expect.poll(hearing).toEqual([false, false])
    await world.database.query('alter table backend.sessions disable trigger all')
    await endByHand()
    await world.database.query('alter table backend.sessions enable trigger all')
    expect(await ask(browser)).toBe(401)
    await expect.poll(hearing, { timeout: 5_000 }).toEqual([true, true])
  })
})
