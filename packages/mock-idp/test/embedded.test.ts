import { describe, expect, it } from 'vitest'
import { createTestBrowser } from '../src/testing/browser.ts'
import type { TestBrowser } from '../src/testing/browser.ts'
import { claimsOf, database, setUpConnections, tenantWith } from './connections/fixture.ts'
import type { ConnectionSetup } from './connections/fixture.ts'
import { tenant, user } from './fixture.ts'

const grants = 'http://auth0.com/oauth/grant-type'
const password = {
  client_id: 'spa',
  credential_type: `${grants}/password-realm`,
  username: user.email,
  password: user.password,
  realm: database.name,
}
const origin = 'https://app.test'

const setUp = (): ConnectionSetup =>
  setUpConnections({
    tenant: tenantWith([
      database,
      { strategy: 'email', name: 'email' },
      { strategy: 'sms', name: 'sms' },
      { strategy: 'email', name: 'link', send: 'link' },
    ]),
  })

const post = (own: ConnectionSetup, path: string, body: object, from: string | null = origin) =>
  own.idp.fetch(
    new Request(`http://idp.test/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(from !== null && { Origin: from }) },
      body: JSON.stringify(body),
    }),
  )

/** A browser that got the cookie of an answer, as one that lets it through would. */
async function browserWith(own: ConnectionSetup, response: Response): Promise<TestBrowser> {
  const [cookie = ''] = response.headers.getSetCookie()
  let first = true
  const browser = createTestBrowser(async (request) => {
    if (!first) return own.idp.fetch(request)
    first = false
    return new Response('', { headers: { 'Set-Cookie': cookie } })
  })
  await browser.open('http://idp.test/')
  return browser
}

async function ticketOf(response: Response): Promise<string> {
  const body = (await response.json()) as { login_ticket?: string }
  return body.login_ticket ?? ''
}

describe('/co/authenticate', () => {
  it('gives a ticket that logs in, once', async () => {
    const own = setUp()
    const response = await post(own, 'co/authenticate', password)
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
    const browser = await browserWith(own, response)
    const url = own.authorizeUrl({ login_ticket: await ticketOf(response) })
    expect(claimsOf(await browser.open(url)).sub).toBe('auth0|ann')
    const reused = await browser.open(url)
    expect(reused.parameters.get('error')).toBe('access_denied')
  })

  it('gives a ticket for a code by mail', async () => {
    const own = setUp()
    const start = { client_id: 'spa', connection: 'email', email: 'neo@example.com', send: 'code' }
    expect((await post(own, 'passwordless/start', start)).status).toBe(200)
    const otp = /is (\d{6})\./.exec(await own.outbox())?.[1]
    const response = await post(own, 'co/authenticate', {
      client_id: 'spa',
      credential_type: `${grants}/passwordless/otp`,
      username: 'neo@example.com',
      otp,
      realm: 'email',
    })
    const browser = await browserWith(own, response)
    const url = own.authorizeUrl({ login_ticket: await ticketOf(response) })
    expect(claimsOf(await browser.open(url)).sub).toMatch(/^email\|/)
  })

  it('gives a ticket that is over after a minute, and is for one browser and one client', async () => {
    const own = setUp()
    const response = await post(own, 'co/authenticate', password)
    const url = own.authorizeUrl({ login_ticket: await ticketOf(response) })
    const other = createTestBrowser((request) => own.idp.fetch(request))
    expect((await other.open(url)).parameters.get('error')).toBe('access_denied')

    const late = await post(own, 'co/authenticate', password)
    const browser = await browserWith(own, late)
    await own.moveClock(61)
    const lateUrl = own.authorizeUrl({ login_ticket: await ticketOf(late) })
    expect((await browser.open(lateUrl)).parameters.get('error')).toBe('access_denied')

    const foreign = await post(own, 'co/authenticate', password)
    const web = { client_id: 'web', login_ticket: await ticketOf(foreign) }
    const sent = await (await browserWith(own, foreign)).open(own.authorizeUrl(web))
    expect(sent.parameters.get('error')).toBe('access_denied')
  })

  it('keeps tickets and passwords out of the log', async () => {
    const own = setUp()
    const response = await post(own, 'co/authenticate', password)
    const ticket = await ticketOf(response)
    await (await browserWith(own, response)).open(own.authorizeUrl({ login_ticket: ticket }))
    const { entries } = await own.idp.control.readLog({})
    expect(JSON.stringify(entries)).not.toContain(ticket)
    expect(JSON.stringify(entries)).not.toContain(user.password)
  })

  it.each<[string, object, string | null, number, string]>([
    ['an origin that is not listed', {}, 'https://evil.test', 403, 'access_denied'],
    ['an origin of another client', {}, 'https://web.test', 403, 'access_denied'],
    ['no origin', {}, null, 403, 'access_denied'],
    ['a member too many', { scope: 'openid' }, origin, 400, 'invalid_request'],
    ['an unknown client', { client_id: 'x' }, origin, 401, 'unauthorized_client'],
    ['another credential', { credential_type: 'x' }, origin, 400, 'unsupported_credential_type'],
    ['a wrong password', { password: 'wrong' }, origin, 403, 'access_denied'],
    ['an unknown user', { username: 'x@example.com' }, origin, 403, 'access_denied'],
    ['an unknown realm', { realm: 'x' }, origin, 400, 'invalid_request'],
    ['no password', { password: undefined }, origin, 400, 'invalid_request'],
  ])('refuses %s', async (_name, change, from, status, error) => {
    const own = setUp()
    const response = await post(own, 'co/authenticate', { ...password, ...change }, from)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error })
    expect(response.headers.getSetCookie()).toEqual([])
    expect((await post(own, 'co/authenticate', password)).status).toBe(200)
  })

  it('refuses a form of another site, and a blocked or guessed account', async () => {
    const own = setUp()
    const form = await own.post('co/authenticate', password, { Origin: origin })
    expect(await form.json()).toMatchObject({ error: 'invalid_request' })
    for (let count = 0; count < 10; count += 1) {
      await post(own, 'co/authenticate', { ...password, password: 'wrong' })
    }
    const blocked = await post(own, 'co/authenticate', password)
    expect(blocked.status).toBe(429)
    const users = tenant.users?.map((row) => ({ ...row, blocked: true })) ?? []
    const closed = setUpConnections({ tenant: tenantWith([database], { users }) })
    const refused = await post(closed, 'co/authenticate', password)
    expect(await refused.json()).toMatchObject({ error: 'blocked_user' })
  })
})

describe('/passwordless/start', () => {
  it.each<[object, string]>([
    [{ client_id: 'x' }, 'bad.client_id'],
    [{ client_id: undefined }, 'bad.client_id'],
    [{ connection: 'x' }, 'bad.connection'],
    [{ connection: database.name }, 'bad.connection'],
    [{ phone_number: '030 123' }, 'bad.phone_number'],
    [{ phone_number: undefined }, 'bad.phone_number'],
    [{ authParams: 'x' }, 'bad.request'],
    [{ send: 'link' }, 'bad.request'],
  ])('refuses %j as %s', async (change, code) => {
    const start = { client_id: 'spa', connection: 'sms', phone_number: '+15550100' }
    const response = await post(setUp(), 'passwordless/start', { ...start, ...change })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code })
    expect((await post(setUp(), 'passwordless/start', start)).status).toBe(200)
  })

  it('refuses an origin that is not listed', async () => {
    const start = { client_id: 'spa', connection: 'sms', phone_number: '+15550100' }
    expect((await post(setUp(), 'passwordless/start', start, 'https://evil.test')).status).toBe(403)
  })
})

describe('/dbconnections', () => {
  const newcomer = {
    client_id: 'spa',
    connection: database.name,
    email: 'new@example.com',
    password: 'long enough',
  }

  it.each<[object, string]>([
    [{ email: user.email }, 'user_exists'],
    [{ password: 'short' }, 'invalid_password'],
    [{ email: 'x' }, 'invalid_email'],
    [{ connection: 'sms' }, 'bad.connection'],
  ])('signs up, or refuses %j as %s', async (change, code) => {
    const own = setUp()
    const refused = await post(own, 'dbconnections/signup', { ...newcomer, ...change })
    expect(await refused.json()).toMatchObject({ code })
    const done = await post(own, 'dbconnections/signup', newcomer)
    expect(await done.json()).toMatchObject({ email: newcomer.email, email_verified: false })
    expect((await own.browser.logIn(own.authorizeUrl({}), newcomer)).left).toBe(true)
  })

  it('mails the link to change a password, and tells nobody whether there is an account', async () => {
    const own = setUp()
    const ask = async (email: string) =>
      (await post(own, 'dbconnections/change_password', { ...newcomer, email })).text()
    expect(await ask(user.email)).toBe(await ask('nobody@example.com'))
    expect(await own.outbox()).toContain('Change your password')
  })
})
