import type { WebAuth, WebAuthOptions } from 'auth0-js'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../fixture.ts'
import { listen, page, pageCallback } from './listening.ts'
import type { ListeningIdp } from './listening.ts'
import { closePages, openPage } from './page.ts'
import type { Page } from './page.ts'

let op: ListeningIdp
let library: { readonly WebAuth: new (options: WebAuthOptions) => WebAuth }
beforeAll(async () => {
  op = await listen()
  // it looks for the window once, when it is loaded
  openPage(page, op.browser)
  library = (await import('auth0-js')).default
})
afterAll(() => op.close())
afterEach(closePages)

interface Result {
  readonly accessToken?: string
  readonly idToken?: string
  readonly expiresIn?: number
  readonly idTokenPayload?: Record<string, unknown>
  readonly code?: string
}

type Done<Value> = (error: unknown, value: Value) => void

class Refused extends Error {
  constructor(told: unknown) {
    super('refused')
    Object.assign(this, told)
  }
}

const promised = <Value>(call: (done: Done<Value>) => void): Promise<Value> =>
  new Promise((resolve, reject) => {
    call((error, value) => {
      if (error === null || error === undefined) resolve(value)
      else reject(new Refused(error))
    })
  })

const createClient = (options = {}): WebAuth =>
  new library.WebAuth({
    domain: op.issuer.replace(/\/$/, ''),
    clientID: 'spa',
    redirectUri: pageCallback,
    responseType: 'token id_token',
    scope: 'openid profile email',
    overrides: { __token_issuer: op.issuer, __jwks_uri: `${op.issuer}.well-known/jwks.json` },
    ...options,
  })

async function logIn(client: WebAuth, { sentTo }: Page): Promise<URL> {
  client.authorize({})
  return op.logIn(sentTo())
}

describe('auth0-js', () => {
  it.each(['token id_token', 'id_token'])('completes %s', async (responseType) => {
    const opened = openPage(page, op.browser)
    const client = createClient({ responseType, audience: api })
    const { hash } = await logIn(client, opened)
    const result = await promised<Result>((done) => client.parseHash({ hash }, done))
    expect(result.idTokenPayload).toMatchObject({ sub: 'auth0|ann', name: 'Ann Example' })
    expect(typeof result.accessToken === 'string').toBe(responseType !== 'id_token')
  })

  it('asks userinfo for the profile', async () => {
    const opened = openPage(page, op.browser)
    const client = createClient()
    const { hash } = await logIn(client, opened)
    const { accessToken = '' } = await promised<Result>((done) => client.parseHash({ hash }, done))
    const profile = await promised<Record<string, unknown>>((done) =>
      client.client.userInfo(accessToken, done),
    )
    expect(profile['email']).toBe('ann@example.com')
  })

  it('renews silently by checkSession', async () => {
    openPage(page, op.browser)
    const result = await promised<Result>((done) => createClient().checkSession({}, done))
    expect(result.idTokenPayload?.['sub']).toBe('auth0|ann')
    expect(result.expiresIn).toBe(7200)
  })

  it('is told login_required by checkSession', async () => {
    openPage(page, op.newBrowser())
    const asked = promised<Result>((done) => createClient().checkSession({}, done))
    await expect(asked).rejects.toMatchObject({ error: 'login_required' })
  })

  it('gets no answer by checkSession from an origin that is not registered', async () => {
    const redirectUri = 'http://stranger.test/cb'
    await op.idp.control.putClient({
      client: { clientId: 'no-origin', name: 'X', type: 'spa', callbackUrls: [redirectUri] },
    })
    openPage('http://stranger.test/', op.browser)
    const client = createClient({ clientID: 'no-origin', redirectUri })
    const asked = promised<Result>((done) => client.checkSession({ timeout: 200 }, done))
    await expect(asked).rejects.toMatchObject({ error: 'timeout' })
  })

  it('refuses a response with a wrong nonce', async () => {
    const opened = openPage(page, op.browser)
    const client = createClient()
    await op.idp.control.armFaults({ faults: [{ id: 'id-token.nonce.append1', times: 1 }] })
    const { hash } = await logIn(client, opened)
    const parsed = promised<Result>((done) => client.parseHash({ hash }, done))
    await expect(parsed).rejects.toMatchObject({ error: 'invalid_token' })
  })
})
