import { describe, expect, it } from 'vitest'
import { setUp, tenant, user } from '../fixture.ts'
import { claimsOf, database, setUpConnections, tenantWith } from './fixture.ts'

const newcomer = { email: 'new@example.com', password: 'long enough', name: 'Nina New' }

describe('the connections of an application', () => {
  const connections = [
    database,
    { strategy: 'email', name: 'email' },
    { strategy: 'sms', name: 'sms' },
  ] as const

  it('appear on its login page as soon as they are on', async () => {
    const all = setUp({ tenant: tenantWith([...connections]) })
    const { html } = await all.browser.open(all.authorizeUrl({}))
    expect(html).toContain('Mail me a code')
    expect(html).toContain('Text me a code')
    const clients = tenant.clients?.map((client) => ({ ...client, connections: ['sms'] })) ?? []
    const one = setUp({ tenant: tenantWith([...connections], { clients }) })
    const page = await one.browser.open(one.authorizeUrl({}))
    expect(page.html).not.toContain('Mail me a code')
    expect(page.html).not.toContain('name="password"')
  })

  it('can be named in the request, which goes straight there', async () => {
    const { browser, authorizeUrl } = setUp({ tenant: tenantWith([...connections]) })
    const { html } = await browser.open(authorizeUrl({ connection: 'sms' }))
    expect(html).toContain('Phone number')
  })

  it.each(['missing', 'email'])('are refused by name if they are off: %s', async (connection) => {
    const clients = tenant.clients?.map((client) => ({ ...client, connections: ['sms'] })) ?? []
    const { browser, authorizeUrl } = setUp({ tenant: tenantWith([...connections], { clients }) })
    const { parameters } = await browser.open(authorizeUrl({ connection }))
    expect(parameters.get('error')).toBe('invalid_request')
  })

  it('must exist', () => {
    const clients = tenant.clients?.map((client) => ({ ...client, connections: ['smss'] })) ?? []
    expect(() => setUp({ tenant: { ...tenant, clients } })).toThrow('clients[0].connections[0]')
  })

  it('hold for single sign-on too: a session of another connection does not do', async () => {
    const clients = tenant.clients?.map((client) =>
      client.clientId === 'web' ? { ...client, connections: ['sms'] } : client,
    )
    const { browser, authorizeUrl, logIn } = setUp({
      tenant: tenantWith([...connections], { clients: clients ?? [] }),
    })
    expect((await logIn({})).left).toBe(true)
    const silent = { prompt: 'none', response_type: 'id_token' }
    expect((await browser.open(authorizeUrl(silent))).parameters.has('id_token')).toBe(true)
    const { parameters } = await browser.open(authorizeUrl({ ...silent, client_id: 'web' }))
    expect(parameters.get('error')).toBe('login_required')
    const named = await browser.open(authorizeUrl({ ...silent, connection: 'email' }))
    expect(named.parameters.get('error')).toBe('login_required')
  })
})

describe('sign-up', () => {
  const start = async (screenHint?: string) => {
    const own = setUp({ tenant: { ...tenant, demo: true } })
    const page = await own.browser.open(own.authorizeUrl({ screen_hint: screenHint }))
    return { ...own, page }
  }

  it('adds somebody, who is logged in and can log in again', async () => {
    const { browser, page, authorizeUrl } = await start()
    const form = await browser.press(page, 'Sign up')
    const visit = await browser.press(form, 'Sign up', newcomer)
    const { sub } = claimsOf(visit)
    expect(sub).toMatch(/^auth0\|[\w-]{16}$/)
    const again = await browser.logIn(authorizeUrl({ prompt: 'login' }), newcomer)
    expect(claimsOf(again).sub).toBe(sub)
  })

  it('is where screen_hint=signup leads', async () => {
    const { browser, page } = await start('signup')
    expect((await browser.press(page, 'Sign up', newcomer)).left).toBe(true)
  })

  it.each([
    ['an address that is taken', { email: user.email.toUpperCase() }, 'There is an account'],
    ['a short password', { password: '1234567' }, 'at least 8 characters'],
    ['no address', { email: 'nobody' }, 'not an email address'],
  ])('refuses %s', async (_name, change, words) => {
    const { browser, page } = await start('signup')
    const refused = await browser.press(page, 'Sign up', { ...newcomer, ...change })
    expect(refused.status).toBe(400)
    expect(refused.html).toContain(words)
    expect((await browser.press(refused, 'Sign up', newcomer)).left).toBe(true)
  })

  it('is off where the tenant says so, also for who forges the form', async () => {
    const closed = setUp({ tenant: tenantWith([{ ...database, signUp: false }]) })
    const page = await closed.browser.open(closed.authorizeUrl({ screen_hint: 'signup' }))
    expect(page.html).not.toContain('Sign up')
    const forged = { ...newcomer, answer: 'sign-up' }
    const refused = await closed.browser.press(page, 'Continue', forged)
    expect(refused.html).toContain('Sign-up was refused')
  })
})

describe('a forgotten password', () => {
  const ticketOf = (text: string): string => /reset-password\?ticket=[\w-]+/.exec(text)?.[0] ?? ''
  const ask = async (email: string) => {
    const own = setUpConnections({ tenant: { ...tenant, demo: true } })
    const { browser, authorizeUrl } = own
    const form = await browser.press(await browser.open(authorizeUrl({})), 'Forgot password?')
    const answer = await browser.press(form, 'Send link', { email })
    return { ...own, answer, url: `http://idp.test/${ticketOf(await own.outbox())}` }
  }

  it('is changed by the link of a mail: once, and the old one ends', async () => {
    const { browser, authorizeUrl, url } = await ask(user.email)
    const form = await browser.open(url)
    const short = await browser.press(form, 'Change password', { password: 'short' })
    expect(short.html).toContain('at least 8 characters')
    const done = await browser.press(short, 'Change password', { password: 'a new password' })
    expect(done.html).toContain('Password changed')
    expect((await browser.open(url)).status).toBe(400)
    expect((await browser.logIn(authorizeUrl({}), user)).html).toContain('Wrong email')
    const changed = { ...user, password: 'a new password' }
    expect((await browser.logIn(authorizeUrl({}), changed)).left).toBe(true)
  })

  it('ends the sessions that the old one began', async () => {
    const { browser, authorizeUrl, url } = await ask(user.email)
    expect((await browser.logIn(authorizeUrl({}), user)).left).toBe(true)
    const form = await browser.open(url)
    await browser.press(form, 'Change password', { password: 'a new password' })
    const { parameters } = await browser.open(authorizeUrl({ prompt: 'none' }))
    expect(parameters.get('error')).toBe('login_required')
  })

  it('is not changed by a link that is too old, or not the newest', async () => {
    const { browser, authorizeUrl, url, moveClock, outbox } = await ask(user.email)
    const form = await browser.press(await browser.open(authorizeUrl({})), 'Forgot password?')
    await browser.press(form, 'Send link', { email: user.email })
    expect((await browser.open(url)).status).toBe(400)
    const newest = `http://idp.test/${ticketOf(await outbox())}`
    expect((await browser.open(newest)).status).toBe(200)
    await moveClock(3601)
    expect((await browser.open(newest)).status).toBe(400)
  })

  it('is mailed about ten times in ten minutes, not more', async () => {
    const own = await ask(user.email)
    for (let count = 0; count < 12; count += 1) {
      const page = await own.browser.open(own.authorizeUrl({}))
      const form = await own.browser.press(page, 'Forgot password?')
      await own.browser.press(form, 'Send link', { email: user.email })
    }
    expect((await own.outbox()).match(/<article>/g)).toHaveLength(10)
  })

  it('does not tell who has an account', async () => {
    const known = await ask(user.email)
    const unknown = await ask('nobody@example.com')
    expect(unknown.answer.html.replace(/value="[^"]*"|action="[^"]*"/g, '')).toBe(
      known.answer.html
        .replaceAll(user.email, 'nobody@example.com')
        .replace(/value="[^"]*"|action="[^"]*"/g, ''),
    )
    expect(await unknown.outbox()).toContain('No mail')
  })
})

describe('guessing a password', () => {
  const wrong = { ...user, password: 'wrong' }
  const attempt = async (own: ReturnType<typeof setUpConnections>, credentials: typeof user) =>
    own.browser.logIn(own.authorizeUrl({ prompt: 'login' }), credentials)

  it('is over after ten wrong ones, for thirty days', async () => {
    const own = setUpConnections({ tenant })
    for (let count = 0; count < 10; count += 1) {
      expect((await attempt(own, wrong)).html).toContain('Wrong email or password')
    }
    expect((await attempt(own, user)).html).toContain('Too many attempts')
    // somebody else is not blocked
    expect((await attempt(own, { ...user, email: 'bob@example.com' })).left).toBe(true)
    await own.moveClock(30 * 86_400 + 1)
    expect((await attempt(own, user)).left).toBe(true)
  })

  it('starts anew after a right one', async () => {
    const own = setUpConnections({ tenant })
    for (let count = 0; count < 9; count += 1) await attempt(own, wrong)
    expect((await attempt(own, user)).left).toBe(true)
    for (let count = 0; count < 9; count += 1) await attempt(own, wrong)
    expect((await attempt(own, user)).left).toBe(true)
  })
})
