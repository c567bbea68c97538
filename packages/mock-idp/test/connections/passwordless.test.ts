import { describe, expect, it } from 'vitest'
import { createTestBrowser } from '../../src/testing/browser.ts'
import { claimsOf, database, setUpConnections, tenantWith } from './fixture.ts'
import type { ConnectionSetup } from './fixture.ts'

const tenant = tenantWith([
  database,
  { strategy: 'email', name: 'email' },
  { strategy: 'email', name: 'link', send: 'link' },
  { strategy: 'sms', name: 'sms' },
])

const setUp = (): ConnectionSetup => setUpConnections({ tenant })

const codeIn = (outbox: string): string => /is (\d{6})\./.exec(outbox)?.[1] ?? ''
const linkIn = (outbox: string): string =>
  /href="(http:\/\/idp\.test\/passwordless[^"]*)"/.exec(outbox)?.[1] ?? ''

/** A wrong code of the right length. */
const not = (code: string): string => (code === '000000' ? '111111' : '000000')

describe.each([
  { connection: 'email', address: 'Neo@Example.com', button: 'Send code', sub: /^email\|/ },
  { connection: 'sms', address: '+49 (30) 12-34', button: 'Send code', sub: /^sms\|/ },
])('a code by $connection', ({ connection, address, button, sub }) => {
  const ask = async (own: ConnectionSetup) => {
    const form = await own.browser.open(own.authorizeUrl({ connection, prompt: 'login' }))
    const page = await own.browser.press(form, button, { address })
    return { page, code: codeIn(await own.outbox()) }
  }

  it('logs somebody in who is new, and the same one again', async () => {
    const own = setUp()
    const { page, code } = await ask(own)
    const visit = await own.browser.press(page, 'Continue', { code: ` ${code} ` })
    expect(claimsOf(visit).sub).toMatch(sub)
    const again = await ask(own)
    const second = await own.browser.press(again.page, 'Continue', { code: again.code })
    expect(claimsOf(second).sub).toBe(claimsOf(visit).sub)
  })

  it('works for three minutes', async () => {
    const own = setUp()
    const { page, code } = await ask(own)
    await own.moveClock(180)
    const late = await own.browser.press(page, 'Continue', { code })
    expect(late.html).toContain('no longer works')
    const fresh = await own.browser.press(late, 'Send again')
    await own.moveClock(179)
    const inTime = { code: codeIn(await own.outbox()) }
    expect((await own.browser.press(fresh, 'Continue', inTime)).left).toBe(true)
  })

  it('survives two wrong tries, not three', async () => {
    const own = setUp()
    const first = await ask(own)
    const second = await own.browser.press(first.page, 'Continue', { code: not(first.code) })
    expect(second.html).toContain('Wrong code')
    const third = await own.browser.press(second, 'Continue', { code: not(first.code) })
    expect((await own.browser.press(third, 'Continue', { code: first.code })).left).toBe(true)

    const other = await ask(own)
    let { page } = other
    for (let count = 0; count < 3; count += 1) {
      page = await own.browser.press(page, 'Continue', { code: not(other.code) })
    }
    expect(page.html).toContain('no longer works')
    const over = await own.browser.press(page, 'Continue', { code: other.code })
    expect(over.html).toContain('no longer works')
  })

  it('is the newest only', async () => {
    const own = setUp()
    const { page, code } = await ask(own)
    const newer = await own.browser.press(page, 'Send again')
    const newest = codeIn(await own.outbox())
    if (newest !== code) {
      expect((await own.browser.press(newer, 'Continue', { code })).left).toBe(false)
    }
    expect((await own.browser.press(newer, 'Continue', { code: newest })).left).toBe(true)
  })

  it('works once', async () => {
    const own = setUp()
    const { page, code } = await ask(own)
    const action = page.url.href
    expect((await own.browser.press(page, 'Continue', { code })).left).toBe(true)
    const again = await ask(own)
    expect(again.page.url.href).not.toBe(action)
    const reused = await own.browser.press(again.page, 'Continue', { code })
    expect(code === again.code || !reused.left).toBe(true)
  })

  it('works only in the login that asked for it', async () => {
    const own = setUp()
    const mine = await ask(own)
    const thief = createTestBrowser((request) => own.idp.fetch(request))
    const form = await thief.open(own.authorizeUrl({ connection }))
    const theirs = await thief.press(form, button, { address: `${address}0` })
    const stolen = await thief.press(theirs, 'Continue', { code: mine.code, address })
    expect(stolen.left).toBe(false)
    expect((await own.browser.press(mine.page, 'Continue', { code: mine.code })).left).toBe(true)
  })
})

describe('a passwordless connection', () => {
  it.each([
    ['email', 'nobody', 'not an email address'],
    ['sms', '030 1234', 'not a phone number'],
    ['sms', '+4930123456789012', 'not a phone number'],
  ])('of %s refuses the address %s', async (connection, address, words) => {
    const { browser, authorizeUrl } = setUp()
    const form = await browser.open(authorizeUrl({ connection }))
    expect((await browser.press(form, 'Send code', { address })).html).toContain(words)
  })

  it('sends ten messages in ten minutes, not more', async () => {
    const own = setUp()
    const form = await own.browser.open(own.authorizeUrl({ connection: 'email' }))
    let page = await own.browser.press(form, 'Send code', { address: 'neo@example.com' })
    for (let count = 1; count < 10; count += 1) page = await own.browser.press(page, 'Send again')
    const refused = await own.browser.press(page, 'Send again')
    expect(refused.html).toContain('Too many messages')
    await own.moveClock(601)
    expect((await own.browser.press(refused, 'Send code')).html).toContain('We sent a code')
  })

  it('keeps strangers out where sign-up is off', async () => {
    const closed = setUpConnections({
      tenant: tenantWith([{ strategy: 'email', name: 'email', signUp: false }]),
    })
    const form = await closed.browser.open(closed.authorizeUrl({ connection: 'email' }))
    const page = await closed.browser.press(form, 'Send code', { address: 'neo@example.com' })
    const code = codeIn(await closed.outbox())
    const refused = await closed.browser.press(page, 'Continue', { code })
    expect(refused.html).toContain('There is no account')
  })

  it('names the application in its message, and says when it cannot send', async () => {
    const own = setUp()
    const form = await own.browser.open(own.authorizeUrl({ connection: 'email' }))
    await own.browser.press(form, 'Send code', { address: 'neo@example.com' })
    expect(await own.outbox()).toContain('Your code for Test SPA')
    const broken = setUpConnections({ tenant, deliver: () => Promise.reject(new Error('down')) })
    const page = await broken.browser.open(broken.authorizeUrl({ connection: 'sms' }))
    const failed = await broken.browser.press(page, 'Send code', { address: '+15550100' })
    expect(failed.html).toContain('could not be sent')
  })
})

describe('a magic link', () => {
  const ask = async (own: ConnectionSetup) => {
    const form = await own.browser.open(own.authorizeUrl({ connection: 'link', prompt: 'login' }))
    const page = await own.browser.press(form, 'Send link', { address: 'trin@example.com' })
    return { page, link: linkIn(await own.outbox()) }
  }

  it('ends the login in the browser that asked for it, once', async () => {
    const own = setUp()
    const { link } = await ask(own)
    const visit = await own.browser.open(link)
    expect(claimsOf(visit)).toMatchObject({ sub: expect.stringMatching(/^email\|/) as string })
    expect((await own.browser.open(link)).status).toBe(400)
  })

  it('does nothing in another browser, and is not used up there', async () => {
    const own = setUp()
    const { link } = await ask(own)
    const other = createTestBrowser((request) => own.idp.fetch(request))
    const refused = await other.open(link)
    expect(refused.status).toBe(400)
    expect(refused.html).toContain('only in the browser')
    expect(other.cookies()).not.toContain('session')
    // another browser that has begun a login of its own
    await other.open(own.authorizeUrl({}))
    expect((await other.open(link)).status).toBe(400)
    expect((await own.browser.open(link)).left).toBe(true)
  })

  it('works for three minutes, and the newest only', async () => {
    const own = setUp()
    const { page, link } = await ask(own)
    await own.browser.press(page, 'Send again')
    expect((await own.browser.open(link)).status).toBe(400)
    const newest = linkIn(await own.outbox())
    await own.moveClock(180)
    expect((await own.browser.open(newest)).status).toBe(400)
  })
})

describe('the outbox', () => {
  it('is there for demos on this machine only', async () => {
    const demo = setUp()
    const get = (own: ConnectionSetup, host: string, address?: string) =>
      own.idp.fetch(new Request(`http://${host}/outbox`), { address })
    expect((await get(demo, 'localhost', '127.0.0.1')).status).toBe(200)
    expect((await get(demo, 'localhost', '::1')).status).toBe(200)
    expect((await get(demo, 'localhost', '192.0.2.7')).status).toBe(404)
    expect((await get(demo, 'rebound.example', '127.0.0.1')).status).toBe(404)
    const strict = setUpConnections({ tenant: { ...tenant, demo: false } })
    expect((await get(strict, 'localhost', '127.0.0.1')).status).toBe(404)
  })
})
