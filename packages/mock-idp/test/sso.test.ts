import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { api, basicAuth, setUp, tenant, user } from './fixture.ts'
import type { Setup } from './fixture.ts'

type Request = Readonly<Record<string, string>>

const heading = (html: string): string => /<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? ''

/** What a request leads to: a page, by its heading, or the answer to the client. */
async function outcome({ browser, authorizeUrl }: Setup, request: Request): Promise<string> {
  const visit = await browser.open(authorizeUrl(request))
  return visit.left ? (visit.parameters.get('error') ?? 'tokens') : heading(visit.html)
}

const login = 'Log in'
const consent = 'Allow access?'
const choice = 'Choose an account'

/** Whoever is there, and what each prompt then means. `asks`: the client needs consent. */
const matrix: readonly [prompt: string | undefined, nobody: string, known: string, asks: string][] =
  [
    [undefined, login, 'tokens', consent],
    ['none', 'login_required', 'tokens', 'consent_required'],
    ['login', login, login, login],
    ['consent', login, consent, consent],
    ['select_account', login, choice, choice],
    ['login consent', login, login, login],
    ['select_account consent', login, choice, choice],
    ['none login', 'invalid_request', 'invalid_request', 'invalid_request'],
    ['create', 'invalid_request', 'invalid_request', 'invalid_request'],
  ]

describe.each(matrix)('prompt=%s', (prompt, nobody, known, asks) => {
  const request: Request = prompt === undefined ? {} : { prompt }

  it(`leads to "${nobody}" without a session`, async () => {
    expect(await outcome(setUp(), request)).toBe(nobody)
  })

  it(`leads to "${known}" with one`, async () => {
    const idp = setUp()
    await idp.logIn({})
    expect(await outcome(idp, request)).toBe(known)
  })

  it(`leads to "${asks}" with one, for scopes that were not allowed yet`, async () => {
    const idp = setUp()
    await idp.logIn({})
    expect(await outcome(idp, { ...request, audience: api, scope: 'read:tests' })).toBe(asks)
  })
})

describe('one login for two applications', () => {
  it('asks nothing at the second, and each gets tokens of its own', async () => {
    const idp = setUp()
    await idp.logIn({ max_age: '600' })
    const { url, parameters, left } = await idp.browser.open(
      idp.authorizeUrl({ client_id: 'web', response_type: 'id_token', max_age: '600' }),
    )
    expect([left, url.origin]).toEqual([true, 'https://web.test'])
    expect(decodeJwt(parameters.get('id_token') ?? '')).toMatchObject({
      aud: 'web',
      sub: 'auth0|ann',
    })
  })

  it('is one login to end as well', async () => {
    const idp = setUp()
    const { parameters } = await idp.logIn({ response_type: 'id_token' })
    expect(await outcome(idp, { client_id: 'web', prompt: 'none' })).toBe('tokens')
    const hint = parameters.get('id_token') ?? ''
    await idp.browser.open(`http://idp.test/oidc/logout?id_token_hint=${hint}`)
    for (const client_id of ['spa', 'web']) {
      expect(await outcome(idp, { client_id, prompt: 'none' })).toBe('login_required')
    }
  })

  it('chooses between who is there and somebody else', async () => {
    const idp = setUp()
    await idp.logIn({})
    const chooser = await idp.browser.open(
      idp.authorizeUrl({ client_id: 'web', response_type: 'id_token', prompt: 'select_account' }),
    )
    const kept = await idp.browser.press(chooser, 'Ann Example')
    expect(decodeJwt(kept.parameters.get('id_token') ?? '').sub).toBe('auth0|ann')
    const again = await idp.browser.open(
      idp.authorizeUrl({ response_type: 'id_token', prompt: 'select_account' }),
    )
    const other = await idp.browser.press(again, 'Use another account')
    expect(heading(other.html)).toBe(login)
    const bob = { email: 'bob@example.com', password: user.password }
    const done = await idp.browser.press(other, 'Continue', bob)
    expect(decodeJwt(done.parameters.get('id_token') ?? '').sub).toBe('auth0|bob')
  })
})

describe('a session', () => {
  const day = 86_400
  const steps = async (session: object | undefined, days: readonly number[]): Promise<string[]> => {
    const idp = setUp({ tenant: { ...tenant, ...(session && { session }) } })
    await idp.logIn({})
    const outcomes: string[] = []
    for (const pause of days) {
      await idp.idp.control.moveClock({ advance: pause * day - 1 })
      outcomes.push(await outcome(idp, { prompt: 'none' }))
    }
    return outcomes
  }

  it('ends after three days without use', async () => {
    expect(await steps(undefined, [3, 3.1])).toEqual(['tokens', 'login_required'])
  })

  it('ends after thirty days, however much it was used', async () => {
    const outcomes = await steps(
      undefined,
      Array.from({ length: 11 }, () => 3),
    )
    expect(outcomes).toEqual([...Array<string>(10).fill('tokens'), 'login_required'])
  })

  it('ends when its tenant says', async () => {
    const short = { inactivity: day, absolute: 2 * day }
    expect(await steps(short, [1, 1.5])).toEqual(['tokens', 'login_required'])
    expect(await steps(short, [0.9, 0.9, 0.9])).toEqual(['tokens', 'tokens', 'login_required'])
  })
})

describe('consent', () => {
  const ask = { audience: api, scope: 'openid read:tests' }

  it('is asked once, again when scopes grow, and never for fewer', async () => {
    const idp = setUp()
    await idp.logIn(ask)
    expect(await outcome(idp, ask)).toBe('tokens')
    expect(await outcome(idp, { ...ask, scope: 'read:tests' })).toBe('tokens')
    const more = { ...ask, scope: 'openid read:tests write:tests' }
    expect(await outcome(idp, more)).toBe(consent)
    await idp.logIn(more)
    expect(await outcome(idp, more)).toBe('tokens')
    expect(await outcome(idp, { ...more, client_id: 'web' })).toBe(consent)
  })

  it('can list what may be done with each resource instead of descriptions', async () => {
    const [first] = tenant.apis ?? []
    const names = ['read:tests', 'write:tests', 'delete:tests', 'read:reports', 'admin']
    const scopes = names.map((name) => ({ name, description: `About ${name}` }))
    const listed = async (consentShowsDescriptions: boolean) => {
      const apis = [{ ...first, scopes } as never]
      const idp = setUp({ tenant: { ...tenant, apis, consentShowsDescriptions } })
      const request = { audience: api, scope: names.join(' ') }
      const page = await idp.browser.open(idp.authorizeUrl(request))
      const asked = await idp.browser.press(page, 'Continue', user)
      return [...asked.html.matchAll(/<li>(.*?) <code>/g)].map(([, text]) => text)
    }
    expect(await listed(true)).toEqual(names.map((name) => `About ${name}`))
    expect(await listed(false)).toEqual([
      'Tests: read, write, and delete',
      'Reports: read',
      'Admin',
    ])
  })

  it('groups what is asked by what it is for, and can be denied', async () => {
    const idp = setUp()
    const page = await idp.browser.open(
      idp.authorizeUrl({ ...ask, scope: 'openid email read:tests write:tests' }),
    )
    const asked = await idp.browser.press(page, 'Continue', user)
    expect([...asked.html.matchAll(/<h2[^>]*>(.*?)<\/h2>/g)].map(([, name]) => name)).toEqual([
      'Your account',
      'Test API',
    ])
    const denied = await idp.browser.press(asked, 'Deny')
    expect(denied.parameters.get('error')).toBe('access_denied')
    expect(await outcome(idp, ask)).toBe(consent)
  })
})

describe('the page of grants', () => {
  const open = ({ browser }: Setup) => browser.open('http://idp.test/grants')
  const offline = { ...{ client_id: 'web', response_type: 'code', audience: api } }
  const scope = 'openid offline_access read:tests'

  it('shows what each application may do, and ends it', async () => {
    const idp = setUp()
    await idp.logIn({ scope: 'openid email' })
    const { parameters } = await idp.logIn({ ...offline, scope })
    const code = parameters.get('code') ?? ''
    const body = { grant_type: 'authorization_code', code, redirect_uri: 'https://web.test/cb' }
    const tokens = (await (await idp.post('oauth/token', body, basicAuth)).json()) as {
      refresh_token: string
    }

    const page = await open(idp)
    expect([...page.html.matchAll(/<h2[^>]*>(.*?)<\/h2>/g)].map(([, name]) => name)).toEqual([
      'Test web application',
      'Test SPA',
    ])
    expect(page.html).toContain(`Test API: <code>${scope}</code>`)
    expect(page.html).toContain('Your account: <code>openid email</code>')

    const after = await idp.browser.press(page, 'Revoke access')
    expect(after.html).not.toContain('Test web application')
    expect(after.html).toContain('Test SPA')
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
    expect((await idp.post('oauth/token', refresh, basicAuth)).status).toBe(400)
    expect(await outcome(idp, { ...offline, scope })).toBe(consent)
    expect(await outcome(idp, { scope: 'openid email' })).toBe('tokens')
  })

  it('shows nothing to nobody', async () => {
    const page = await open(setUp())
    expect([page.status, heading(page.html)]).toEqual([403, 'Nobody is logged in'])
  })

  it.each([
    ['a forged secret', { csrf: 'f'.repeat(64) }, {}],
    ['no client', { client_id: '' }, {}],
    ['a form of another site', {}, { 'Sec-Fetch-Site': 'cross-site' }],
  ])('changes nothing for %s', async (_, change, headers) => {
    const idp = setUp()
    await idp.logIn({})
    const { html } = await open(idp)
    const csrf = /name="csrf" value="(.*?)"/.exec(html)?.[1] ?? ''
    const response = await idp.post(
      'grants',
      { csrf, client_id: 'spa', ...change },
      { Cookie: idp.browser.cookies(), ...headers },
    )
    expect(response.status).toBe(400)
    expect((await open(idp)).html).toContain('Test SPA')
  })
})
