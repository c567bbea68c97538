import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { setUp, tenant } from './fixture.ts'
import type { Setup } from './fixture.ts'

const isLoggedIn = async ({ browser, authorizeUrl }: Setup): Promise<boolean> =>
  (await browser.open(authorizeUrl({ prompt: 'none' }))).parameters.has('id_token')

async function loggedIn(options = {}): Promise<Setup & { hint: string }> {
  const idp = setUp(options)
  const { parameters } = await idp.logIn({ response_type: 'id_token' })
  return { ...idp, hint: parameters.get('id_token') ?? '' }
}

const query = (parameters: Record<string, string>): string =>
  new URLSearchParams(parameters).toString()

describe('/v2/logout', () => {
  it('ends the session and returns to an address of the client’s list', async () => {
    const idp = await loggedIn()
    const returnTo = 'https://app.test/?from=here#there'
    const visit = await idp.browser.open(
      `http://idp.test/v2/logout?${query({ returnTo, client_id: 'spa' })}`,
    )
    expect(visit.url.href).toBe(returnTo)
    expect(await isLoggedIn(idp)).toBe(false)
  })

  it('shows a page without returnTo', async () => {
    const idp = await loggedIn()
    const page = await idp.browser.open('http://idp.test/v2/logout')
    expect(page.html).toContain('You are logged out')
    expect(await isLoggedIn(idp)).toBe(false)
  })

  it('compares addresses without client with the list of the tenant', async () => {
    const idp = setUp({ tenant: { ...tenant, logoutUrls: ['https://portal.test/bye'] } })
    const good = await idp.browser.open(
      `http://idp.test/v2/logout?${query({ returnTo: 'HTTPS://PORTAL.test/bye' })}`,
    )
    expect(good.left).toBe(true)
    const bad = await idp.browser.open(
      `http://idp.test/v2/logout?${query({ returnTo: 'https://app.test/' })}`,
    )
    expect([bad.left, bad.status]).toEqual([false, 400])
  })

  it.each([
    'https://evil.test/',
    'https://app.test.evil.test/',
    'https://app.test@evil.test/',
    'https://app.test/other',
    'https://app.test/../',
    'http://app.test/',
    'https://app.test:444/',
    '//app.test/',
    '/',
    'javascript:alert(1)',
    'https:\\\\app.test/',
    'https://app.test\\@evil.test/',
  ])('does not return to %s, and leaves the session alone', async (returnTo) => {
    const idp = await loggedIn()
    const page = await idp.browser.open(
      `http://idp.test/v2/logout?${query({ returnTo, client_id: 'spa' })}`,
    )
    expect([page.left, page.status]).toEqual([false, 400])
    expect(await isLoggedIn(idp)).toBe(true)
  })
})

describe('/oidc/logout', () => {
  const logOut = (idp: Setup, parameters: Record<string, string>) =>
    idp.browser.open(`http://idp.test/oidc/logout?${query(parameters)}`)
  const back = { post_logout_redirect_uri: 'https://app.test/' }

  it('obeys a request with an ID Token of the session', async () => {
    const idp = await loggedIn()
    const visit = await logOut(idp, { id_token_hint: idp.hint, ...back, state: 'a b&c' })
    expect(visit.url.href).toBe('https://app.test/?state=a+b%26c')
    expect(await isLoggedIn(idp)).toBe(false)
  })

  it('adds state to an address that has a query', async () => {
    const idp = await loggedIn()
    const address = 'https://app.test/bye?from=idp'
    const visit = await logOut(idp, {
      id_token_hint: idp.hint,
      post_logout_redirect_uri: address,
      state: 's',
    })
    expect(visit.url.href).toBe(`${address}&state=s`)
  })

  it('returns without state if none was sent', async () => {
    const idp = await loggedIn()
    const visit = await logOut(idp, { id_token_hint: idp.hint, ...back })
    expect(visit.url.href).toBe('https://app.test/')
  })

  it('takes a hint that has expired', async () => {
    let now = new Date()
    const idp = await loggedIn({ now: () => now })
    now = new Date(now.getTime() + 86_400_000)
    const visit = await logOut(idp, { id_token_hint: idp.hint, ...back })
    expect(visit.left).toBe(true)
  })

  it('asks the end-user without a hint, and does what they say', async () => {
    const idp = await loggedIn()
    const page = await logOut(idp, { client_id: 'spa', ...back, state: 'kept' })
    expect(page.html).toContain('Log out?')
    expect(await isLoggedIn(idp)).toBe(true)
    const visit = await idp.browser.press(page, 'Log out')
    expect(visit.url.href).toBe('https://app.test/?state=kept')
    expect(await isLoggedIn(idp)).toBe(false)
  })

  it('does not take a forged confirmation', async () => {
    const idp = await loggedIn()
    await logOut(idp, { client_id: 'spa' })
    for (const csrf of ['', 'x', 'f'.repeat(64)]) {
      const response = await idp.idp.fetch(
        new Request('http://idp.test/oidc/logout', {
          method: 'POST',
          body: new URLSearchParams({ csrf }),
          headers: { Cookie: idp.browser.cookies() },
        }),
      )
      expect(await response.text()).toContain('Log out?')
    }
    expect(await isLoggedIn(idp)).toBe(true)
  })

  describe('with logout_hint', () => {
    const [spa, web] = tenant.clients ?? []
    const told = { ...spa, backchannelLogoutUri: 'https://app.test/backchannel' }
    const options = {
      fetch: async () => new Response(),
      tenant: { ...tenant, clients: [told as never, web as never] },
    }

    it('obeys a client of the session that knows its sid', async () => {
      const idp = await loggedIn(options)
      const { sid } = decodeJwt<{ sid: string }>(idp.hint)
      const visit = await logOut(idp, { client_id: 'spa', logout_hint: sid, ...back })
      expect(visit.url.href).toBe('https://app.test/')
      expect(await isLoggedIn(idp)).toBe(false)
    })

    it.each([
      ['the sid of another session', { client_id: 'spa', logout_hint: 'x'.repeat(22) }],
      ['what anybody may know', { client_id: 'spa', logout_hint: 'ann@example.com' }],
    ])('asks the end-user for %s', async (_, parameters) => {
      const idp = await loggedIn(options)
      expect((await logOut(idp, parameters)).html).toContain('Log out?')
    })

    it('asks if the sid comes from a client that is not in the session', async () => {
      const idp = await loggedIn(options)
      const { sid } = decodeJwt<{ sid: string }>(idp.hint)
      const page = await logOut(idp, { client_id: 'web', logout_hint: sid })
      expect(page.html).toContain('Log out?')
    })

    it.each([
      ['ann@example.com', false],
      ['auth0|ann', false],
      ['bob@example.com', true],
    ])('beside an ID Token asks only if it names somebody else: %s', async (hint, asks) => {
      const idp = await loggedIn(options)
      await logOut(idp, { id_token_hint: idp.hint, logout_hint: hint })
      expect(await isLoggedIn(idp)).toBe(asks)
    })
  })

  it('takes a hint whose key is no longer published, but no other', async () => {
    const idp = await loggedIn()
    await idp.idp.control.rotateKeys({ keepOld: false })
    await idp.idp.control.rotateKeys({ keepOld: false })
    const silent = await idp.browser.open(
      idp.authorizeUrl({ prompt: 'none', id_token_hint: idp.hint }),
    )
    expect(silent.parameters.has('id_token')).toBe(true)
    const { token } = await idp.idp.control.mint({ kind: 'id-token', key: 'stranger' })
    expect((await logOut(idp, { id_token_hint: token, ...back })).status).toBe(400)
    expect((await logOut(idp, { id_token_hint: idp.hint, ...back })).left).toBe(true)
  })

  it('takes a hint signed with the secret of a client that is registered so', async () => {
    const [spa, web] = tenant.clients ?? []
    const symmetric = { ...web, idTokenSigningAlg: 'HS256' }
    const idp = setUp({ tenant: { ...tenant, clients: [spa as never, symmetric as never] } })
    const { parameters } = await idp.logIn({ client_id: 'web', response_type: 'id_token' })
    const hint = parameters.get('id_token') ?? ''
    const address = { post_logout_redirect_uri: 'https://web.test/' }
    const forge = (aud: string, secret: string) =>
      new SignJWT({ sub: 'auth0|ann' })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('http://idp.test/')
        .setAudience(aud)
        .sign(new TextEncoder().encode(secret))
    for (const forged of [await forge('web', 'guessed'), await forge('spa', 'web-secret')]) {
      expect((await logOut(idp, { id_token_hint: forged })).status).toBe(400)
    }
    expect((await logOut(idp, { id_token_hint: hint, ...address })).left).toBe(true)
  })

  it('returns to any port of a native application on this machine', async () => {
    const native = {
      clientId: 'app',
      name: 'App',
      type: 'native' as const,
      logoutUrls: ['http://127.0.0.1/bye'],
    }
    const idp = setUp({ tenant: { ...tenant, clients: [native] } })
    const to = (address: string) =>
      logOut(idp, { client_id: 'app', post_logout_redirect_uri: address })
    expect((await to('http://127.0.0.1:5000/bye')).left).toBe(true)
    expect((await to('http://127.0.0.1:5000/else')).left).toBe(false)
  })

  it('asks if the hint is of another end-user', async () => {
    const idp = await loggedIn()
    await idp.idp.control.switchUser({ sub: 'auth0|bob' })
    const page = await logOut(idp, { id_token_hint: idp.hint, ...back })
    expect(page.html).toContain('Log out?')
  })

  it.each([
    ['an address that is not registered', { post_logout_redirect_uri: 'https://evil.test/' }],
    [
      'a registered address with more behind it',
      { post_logout_redirect_uri: 'https://app.test/?x' },
    ],
    ['the address of another client', { post_logout_redirect_uri: 'https://web.test/' }],
    ['a hint that is no token', { ...back, id_token_hint: 'nonsense' }],
    ['a hint for another client', { ...back, client_id: 'web' }],
  ])('answers %s by a page, and leaves the session alone', async (_, change) => {
    const idp = await loggedIn()
    const page = await logOut(idp, { id_token_hint: idp.hint, ...change })
    expect([page.left, page.status]).toEqual([false, 400])
    expect(await isLoggedIn(idp)).toBe(true)
  })

  it('does not take an address without anything that names the client', async () => {
    const idp = await loggedIn()
    const page = await logOut(idp, back)
    expect([page.left, page.status]).toEqual([false, 400])
  })

  it.each(['id-token.alg.none', 'id-token.signature.stranger'] as const)(
    'does not take a hint with %s',
    async (fault) => {
      const idp = await loggedIn()
      const { token } = await idp.idp.control.mint({ kind: 'id-token', faults: [fault] })
      const page = await logOut(idp, { id_token_hint: token, ...back })
      expect([page.left, page.status]).toEqual([false, 400])
    },
  )

  it('takes a posted request, whose cookie comes with the GET that follows', async () => {
    const idp = await loggedIn()
    const body = new URLSearchParams({ id_token_hint: idp.hint, ...back, state: 's' })
    const posted = await idp.idp.fetch(
      new Request('http://idp.test/oidc/logout', { method: 'POST', body }),
    )
    expect([posted.status, posted.headers.get('set-cookie')]).toEqual([303, null])
    const next = new URL(posted.headers.get('location') ?? '', 'http://idp.test/')
    expect((await idp.browser.open(next.href)).url.href).toBe('https://app.test/?state=s')
    expect(await isLoggedIn(idp)).toBe(false)
  })

  it('shows a page with no parameters and no session', async () => {
    const idp = setUp()
    expect((await logOut(idp, {})).html).toContain('You are logged out')
    expect((await logOut(idp, { state: 'only' })).html).toContain('You are logged out')
  })
})

describe('back-channel logout', () => {
  it('tells every client of the session that wants to know', async () => {
    const calls: { url: string; token: string }[] = []
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const body = init?.body as URLSearchParams
      calls.push({ url: new Request(input).url, token: body.get('logout_token') ?? '' })
      return new Response()
    }
    const uri = 'https://app.test/backchannel'
    const clients = tenant.clients?.map((client) => ({ ...client, backchannelLogoutUri: uri }))
    const idp = setUp({ fetch, tenant: { ...tenant, clients: clients ?? [] } })
    const { parameters } = await idp.logIn({ response_type: 'id_token' })
    const { sid } = decodeJwt(parameters.get('id_token') ?? '')
    expect(sid).toBeDefined()
    await idp.browser.open('http://idp.test/v2/logout')
    expect(calls.map(({ url }) => url)).toEqual([uri])
    const token = calls[0]?.token ?? ''
    await idp.verify(token)
    expect(decodeProtectedHeader(token).typ).toBe('logout+jwt')
    expect(decodeJwt(token)).toMatchObject({
      iss: 'http://idp.test/',
      aud: 'spa',
      sub: 'auth0|ann',
      sid,
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
    expect(decodeJwt(token)).not.toHaveProperty('nonce')
    const { entries } = await idp.idp.control.readLog({})
    expect(entries.find(({ endpoint }) => endpoint === 'backchannel-logout')).toMatchObject({
      path: uri,
      status: 200,
    })
  })

  it('logs out even if a client cannot be reached', async () => {
    const fetch: typeof globalThis.fetch = () => Promise.reject(new TypeError('down'))
    const [spa] = tenant.clients ?? []
    const client = { ...spa, backchannelLogoutUri: 'https://app.test/down' }
    const idp = await loggedIn({ fetch, tenant: { ...tenant, clients: [client] } })
    const page = await idp.browser.open('http://idp.test/v2/logout')
    expect(page.html).toContain('You are logged out')
  })
})
