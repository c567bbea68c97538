import { Auth0Client } from '@auth0/auth0-spa-js'
import type { Auth0ClientOptions } from '@auth0/auth0-spa-js'
import { decodeJwt } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../fixture.ts'
import { listen, page, pageCallback } from './listening.ts'
import type { ListeningIdp } from './listening.ts'
import { closePages, openPage } from './page.ts'

let op: ListeningIdp
beforeAll(async () => {
  op = await listen()
})
afterAll(() => op.close())
afterEach(closePages)

const createClient = (options: Partial<Auth0ClientOptions> = {}): Auth0Client =>
  new Auth0Client({
    domain: op.issuer.replace(/\/$/, ''),
    clientId: 'spa',
    authorizationParams: {
      redirect_uri: pageCallback,
      audience: api,
      scope: 'openid profile read:tests',
    },
    ...options,
  })

async function logIn(client: Auth0Client): Promise<void> {
  let authorize = ''
  await client.loginWithRedirect({ openUrl: (url) => void (authorize = url) })
  await client.handleRedirectCallback((await op.logIn(authorize)).href)
}

describe('auth0-spa-js', () => {
  it('completes the code flow with PKCE', async () => {
    openPage(page, op.browser)
    const client = createClient()
    await logIn(client)
    expect(await client.isAuthenticated()).toBe(true)
    expect(await client.getUser()).toMatchObject({ sub: 'auth0|ann', name: 'Ann Example' })
    const token = await client.getTokenSilently()
    expect(decodeJwt(token ?? '')).toMatchObject({ aud: [api, `${op.issuer}userinfo`], azp: 'spa' })
  })

  it('renews silently in a frame, by web_message', async () => {
    openPage(page, op.browser)
    const client = createClient()
    await logIn(client)
    const first = await client.getTokenSilently()
    const second = await client.getTokenSilently({ cacheMode: 'off' })
    expect(second).not.toBe(first)
  })

  it('is told login_required in a frame', async () => {
    openPage(page, op.newBrowser())
    const asked = createClient().getTokenSilently({ cacheMode: 'off' })
    await expect(asked).rejects.toMatchObject({ error: 'login_required' })
  })

  it('renews by refresh tokens that rotate', async () => {
    openPage(page, op.browser)
    const client = createClient({ useRefreshTokens: true, cacheLocation: 'localstorage' })
    await logIn(client)
    const first = await client.getTokenSilently()
    const second = await client.getTokenSilently({ cacheMode: 'off' })
    const third = await client.getTokenSilently({ cacheMode: 'off' })
    expect(new Set([first, second, third]).size).toBe(3)
  })

  it('logs out and returns', async () => {
    openPage(page, op.browser)
    const client = createClient()
    await logIn(client)
    let address = ''
    await client.logout({
      logoutParams: { returnTo: page },
      openUrl: (url) => void (address = url),
    })
    const visit = await op.browser.open(address)
    expect(visit.url.href).toBe(page)
    const asked = createClient().getTokenSilently({ cacheMode: 'off' })
    await expect(asked).rejects.toMatchObject({ error: 'login_required' })
  })
})
