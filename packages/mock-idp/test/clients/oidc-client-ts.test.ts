import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts'
import type { OidcClientSettings } from 'oidc-client-ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api, callback } from '../fixture.ts'
import { listen } from './listening.ts'
import type { ListeningIdp } from './listening.ts'

let op: ListeningIdp
beforeAll(async () => {
  op = await listen()
})
afterAll(() => op.close())

const createClient = (settings: Partial<OidcClientSettings> = {}): OidcClient =>
  new OidcClient({
    authority: op.issuer,
    client_id: 'spa',
    redirect_uri: callback,
    post_logout_redirect_uri: 'https://app.test/',
    scope: 'openid profile offline_access',
    loadUserInfo: true,
    stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    ...settings,
  })

describe('oidc-client-ts', () => {
  it('completes the code flow, refreshes, and logs out', async () => {
    const client = createClient()
    const request = await client.createSigninRequest({ state: { from: '/here' } })
    const response = await client.processSigninResponse((await op.logIn(request.url)).href)
    expect(response.profile).toMatchObject({ sub: 'auth0|ann', name: 'Ann Example' })
    expect(response.userState).toEqual({ from: '/here' })
    const refreshed = await client.useRefreshToken({
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the class is not exported
      state: {
        refresh_token: response.refresh_token ?? '',
        profile: response.profile,
        session_state: null,
      },
    })
    expect(refreshed.access_token).not.toBe(response.access_token)
    const signout = await client.createSignoutRequest({ id_token_hint: refreshed.id_token ?? '' })
    const visit = await op.browser.open(signout.url)
    const end = await client.processSignoutResponse(visit.url.href)
    expect(end.error).toBeNull()
  })

  it('asks for an API by resource, and in the fragment', async () => {
    const client = createClient({
      response_mode: 'fragment',
      resource: api,
      scope: 'openid read:tests',
    })
    const request = await client.createSigninRequest({})
    const back = await op.logIn(request.url)
    expect(back.hash).toContain('code=')
    const response = await client.processSigninResponse(back.href)
    expect(response.access_token.split('.')).toHaveLength(3)
  })

  it('is told login_required by a silent request', async () => {
    const client = createClient()
    const request = await client.createSigninRequest({ request_type: 'si:s', prompt: 'none' })
    const visit = await op.newBrowser().open(request.url)
    await expect(client.processSigninResponse(visit.url.href)).rejects.toMatchObject({
      error: 'login_required',
    })
  })
})
