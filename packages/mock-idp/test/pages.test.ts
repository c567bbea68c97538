import { describe, expect, it } from 'vitest'
import { api, setUp, tenant, user } from './fixture.ts'
import type { Setup } from './fixture.ts'

const hostile = '<script>alert(1)</script>"\'&'

/** Every page that the provider can show. */
const pages: Readonly<Record<string, (idp: Setup) => Promise<{ html: string; headers: Headers }>>> =
  {
    login: ({ browser, authorizeUrl }) => browser.open(authorizeUrl({})),
    'wrong password': async ({ browser, authorizeUrl }) =>
      browser.press(await browser.open(authorizeUrl({})), 'Continue', { ...user, password: 'x' }),
    consent: async ({ browser, authorizeUrl }) =>
      browser.press(await browser.open(authorizeUrl({ prompt: 'consent' })), 'Continue', user),
    'account chooser': async ({ browser, authorizeUrl, logIn }) => {
      await logIn({})
      return browser.open(authorizeUrl({ prompt: 'select_account' }))
    },
    error: ({ browser, authorizeUrl }) => browser.open(authorizeUrl({ client_id: hostile })),
    'logged out': ({ browser }) => browser.open('http://idp.test/v2/logout'),
    'log out?': async ({ browser, logIn }) => {
      await logIn({})
      return browser.open(`http://idp.test/oidc/logout?state=${encodeURIComponent(hostile)}`)
    },
    'login over': ({ browser }) => browser.open('http://idp.test/interaction/unknown'),
    form_post: ({ logIn }) => logIn({ response_mode: 'form_post', state: hostile }),
    web_message: ({ logIn }) => logIn({ response_mode: 'web_message', state: hostile }),
  }

const policyOf = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    (headers.get('content-security-policy') ?? '')
      .split('; ')
      .map((text) => [text.split(' ')[0] ?? '', text.slice(text.indexOf(' ') + 1)]),
  )

describe.each(Object.entries(pages))('the page "%s"', (name, show) => {
  it('runs no script but its own, loads nothing from elsewhere, and is not stored', async () => {
    const { html, headers } = await show(setUp())
    const policy = policyOf(headers)
    expect(policy['default-src']).toBe("'none'")
    expect(policy['base-uri']).toBe("'none'")
    expect(policy['script-src'] ?? "'none'").toMatch(/^'(none|sha256-[\w+/=]+)'$/)
    expect(html).not.toMatch(/ on\w+=| style=|https?:\/\/(?!app\.test|web\.test|idp\.test)/)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toMatch(/^(strict-origin|no-referrer)$/)
  })

  it('may be framed by nobody but the client that waits for a message', async () => {
    const { headers } = await show(setUp())
    const framers = name === 'web_message' ? 'https://app.test' : "'none'"
    expect(policyOf(headers)['frame-ancestors']).toBe(framers)
  })

  it('escapes what it shows', async () => {
    const { html } = await show(setUp({ tenant: { ...tenant, name: hostile } }))
    expect(html).not.toContain('<script>alert')
  })
})

describe('the login page', () => {
  it('sends its forms to the provider, and on to the registered origins of the client', async () => {
    const [spa] = tenant.clients ?? []
    const client = {
      ...spa,
      callbackUrls: [
        'https://app.test/cb',
        'https://app.test/two',
        'com.app.test:/cb',
        'http://[::1]:1/',
      ],
    }
    const { browser, authorizeUrl } = setUp({ tenant: { ...tenant, clients: [client as never] } })
    const { headers } = await browser.open(authorizeUrl({}))
    expect(policyOf(headers)['form-action']).toBe("'self' https://app.test com.app.test: http:")
  })

  it('has two labelled fields and one button to go on', async () => {
    const { browser, authorizeUrl } = setUp()
    const { html } = await browser.open(authorizeUrl({ login_hint: 'a"b@example.com' }))
    expect(html).toContain('<label for="email">Email</label>')
    expect(html).toContain('<label for="password">Password</label>')
    expect(html).toMatch(/<button [^>]*>Continue<\/button>/)
    expect(html).toContain('value="a&quot;b@example.com"')
    expect(html).not.toContain('Ann Example')
  })

  it('says what was wrong and keeps the email address', async () => {
    const { browser, authorizeUrl } = setUp()
    const page = await browser.open(authorizeUrl({}))
    const wrong = await browser.press(page, 'Continue', { ...user, password: 'wrong' })
    expect(wrong.html).toContain('role="alert">Wrong email or password')
    expect(wrong.html).toContain(`value="${user.email}"`)
    const unknown = await browser.press(page, 'Continue', { email: 'x@example.com', password: 'x' })
    expect(unknown.html).toContain('Wrong email or password')
    const right = await browser.press(wrong, 'Continue', user)
    expect(right.parameters.get('state')).toBe('xyzABC123')
  })

  it('lets a demo user in with one click, and nobody where it is no demo', async () => {
    const demo = setUp({ tenant: { ...tenant, demo: true } })
    const page = await demo.browser.open(demo.authorizeUrl({}))
    const visit = await demo.browser.press(page, 'Bob')
    expect(visit.parameters.has('id_token')).toBe(true)
    const strict = setUp()
    const form = await strict.browser.open(strict.authorizeUrl({}))
    const forged = { answer: 'login-as', sub: 'auth0|bob' }
    expect((await strict.browser.press(form, 'Continue', forged)).left).toBe(false)
  })

  it('tells the client if the end-user cancels', async () => {
    const { browser, authorizeUrl } = setUp()
    const visit = await browser.press(await browser.open(authorizeUrl({})), 'Cancel')
    expect(Object.fromEntries(visit.parameters)).toMatchObject({
      error: 'access_denied',
      state: 'xyzABC123',
    })
  })

  it('does not let a blocked user in', async () => {
    const users = tenant.users?.map((row) => ({ ...row, blocked: true })) ?? []
    const { logIn } = setUp({ tenant: { ...tenant, users } })
    expect((await logIn({})).html).toContain('This account is blocked')
  })
})

describe('consent', () => {
  const audience = { audience: api, scope: 'openid profile read:tests write:tests' }

  it('lists permissions with their descriptions, grouped by API, and is remembered', async () => {
    const { browser, authorizeUrl } = setUp()
    const login = await browser.open(authorizeUrl(audience))
    const consent = await browser.press(login, 'Continue', user)
    const text = consent.html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(text).toContain('Your account See your profile')
    expect(text).toContain('Test API Read tests read:tests Write tests write:tests')
    expect((await browser.press(consent, 'Allow')).parameters.has('access_token')).toBe(true)
    const silent = await browser.open(authorizeUrl({ ...audience, prompt: 'none' }))
    expect(silent.parameters.has('access_token')).toBe(true)
  })

  it('is asked again when the scopes grow, and never given silently', async () => {
    const { browser, authorizeUrl, logIn } = setUp()
    await logIn({ audience: api, scope: 'read:tests' })
    const silent = await browser.open(authorizeUrl({ ...audience, prompt: 'none' }))
    expect(silent.parameters.get('error')).toBe('consent_required')
    expect((await browser.open(authorizeUrl(audience))).html).toContain('Allow access?')
    const less = await browser.open(authorizeUrl({ audience: api, scope: 'read:tests' }))
    expect(less.left).toBe(true)
  })

  it('denied ends with access_denied at the client', async () => {
    const { browser, authorizeUrl } = setUp()
    const consent = await browser.press(
      await browser.open(authorizeUrl(audience)),
      'Continue',
      user,
    )
    const visit = await browser.press(consent, 'Deny')
    expect(Object.fromEntries(visit.parameters)).toMatchObject({ error: 'access_denied' })
    expect((await browser.open(authorizeUrl(audience))).html).toContain('Allow access?')
  })

  it.each([
    ['a first party, elsewhere', {}, {}, false],
    [
      'a first party, on this machine',
      { callbackUrls: ['https://app.test/cb', 'http://localhost:1/'] },
      {},
      true,
    ],
    ['a third party', { firstParty: false }, {}, true],
    ['a first party, whose API insists', {}, { audience: api }, true],
  ])('is asked of %s: %j %j %s', async (_, change, parameters, asked) => {
    const [spa] = tenant.clients ?? []
    const clients = [{ ...spa, ...change } as never]
    const { browser, authorizeUrl } = setUp({ tenant: { ...tenant, clients } })
    const page = await browser.open(authorizeUrl({ scope: 'openid', ...parameters }))
    const next = await browser.press(page, 'Continue', user)
    expect(next.html.includes('Allow access?')).toBe(asked)
  })
})

describe('an interaction', () => {
  it('belongs to the browser that began it', async () => {
    const victim = setUp()
    const page = await victim.browser.open(victim.authorizeUrl({}))
    const stolen = await victim.idp.fetch(new Request(page.url))
    expect(await stolen.text()).toContain('This login is over')
  })

  it('takes no form of another site', async () => {
    const { browser, idp, authorizeUrl } = setUp()
    const page = await browser.open(authorizeUrl({}))
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const post = (body: Record<string, string>, headers = {}): Promise<Response> =>
      idp.fetch(
        new Request(page.url, {
          method: 'POST',
          body: new URLSearchParams({ answer: 'login', ...user, ...body }),
          headers: { Cookie: browser.cookies(), ...headers },
        }),
      )
    expect((await post({ csrf: 'x' })).status).toBe(400)
    expect((await post({})).status).toBe(400)
    expect((await post({ csrf }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(400)
    expect((await post({ csrf }, { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303)
  })

  it('cannot be changed on its way: the request stays with the provider', async () => {
    const { browser, authorizeUrl } = setUp()
    const page = await browser.open(authorizeUrl({ response_type: 'id_token' }))
    const edited = { response_type: 'token', redirect_uri: 'https://evil.test/', scope: 'admin' }
    const visit = await browser.press(page, 'Continue', { ...user, ...edited })
    expect(visit.url.origin).toBe('https://app.test')
    expect(visit.parameters.has('access_token')).toBe(false)
  })

  it('ends with its answer, and after half an hour', async () => {
    let now = new Date('2026-11-20T12:00:00Z')
    const { browser, authorizeUrl } = setUp({ now: () => now })
    const page = await browser.open(authorizeUrl({}))
    await browser.press(page, 'Continue', user)
    expect((await browser.open(page.url.href)).html).toContain('This login is over')
    const late = await browser.open(authorizeUrl({ prompt: 'login' }))
    now = new Date('2026-11-20T12:31:00Z')
    expect((await browser.press(late, 'Continue', user)).html).toContain('This login is over')
  })

  it('gives the session a new cookie at each login', async () => {
    const { browser, logIn } = setUp()
    await logIn({})
    const before = /session=([^;]+)/.exec(browser.cookies())?.[1]
    await logIn({ prompt: 'login' })
    expect(/session=([^;]+)/.exec(browser.cookies())?.[1]).not.toBe(before)
  })

  it('asks the one who is there now, not the one to whom consent was shown', async () => {
    const { browser, authorizeUrl, idp } = setUp()
    const request = authorizeUrl({ audience: api, scope: 'read:tests' })
    const consent = await browser.press(await browser.open(request), 'Continue', user)
    await idp.control.switchUser({ sub: 'auth0|bob' })
    const again = await browser.press(consent, 'Allow')
    expect(again.html).toContain('Allow access?')
    expect(again.html).toContain('Bob')
  })
})
