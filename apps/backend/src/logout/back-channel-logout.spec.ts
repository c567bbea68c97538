import { generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World } from '../../test/backend.ts'
import type { Answer, TestBrowser } from '../../test/browser.ts'
import { clientId, type Members } from '../../test/provider.ts'

let world: World

beforeAll(async () => {
  world = await World.create()
})
afterAll(() => world.stop())

const sub = 'auth0|employee'
const isLoggedIn = async (browser: TestBrowser): Promise<boolean> =>
  (await browser.call('/backend/session')).body['authenticated'] === true

/** As a provider sends it: no cookie, no header of ours. */
function send(body: string, type = 'application/x-www-form-urlencoded'): Promise<Answer> {
  return world.browser().call('/backend/logout/backchannel', {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'sec-fetch-site': undefined,
      'x-app-csrf': undefined,
      origin: undefined,
      cookie: undefined,
    },
  })
}

const sendToken = async (claims: Members, header: Members = {}): Promise<Answer> =>
  send(`logout_token=${await world.provider.logoutToken(claims, header)}`)

describe('POST /logout/backchannel', () => {
  it('ends all sessions of a user, at every process, and revokes their refresh tokens', async () => {
    const other = await world.startBackEnd()
    const [here, there] = [await world.loggedIn({ sub }), world.browser(other)]
    await there.logIn(world.provider, { sub })
    const stranger = await world.loggedIn({ sub: 'auth0|stranger' })
    world.provider.forgetRequests()
    const { status, headers } = await sendToken({ sub })
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(await isLoggedIn(here)).toBe(false)
    expect(await isLoggedIn(there)).toBe(false)
    expect(await isLoggedIn(stranger)).toBe(true)
    expect(world.provider.requests('revoke')).toHaveLength(2)
  })

  it('ends one session of the provider, and no other of the same user', async () => {
    const [one, other] = [
      await world.loggedIn({ sub, sid: 'one' }),
      await world.loggedIn({ sub, sid: 'other' }),
    ]
    expect((await sendToken({ sid: 'one' })).status).toBe(200)
    expect(await isLoggedIn(one)).toBe(false)
    expect(await isLoggedIn(other)).toBe(true)
    expect((await sendToken({ sub: 'auth0|stranger', sid: 'other' })).status).toBe(200)
    expect(await isLoggedIn(other)).toBe(true)
  })

  it('is content if there is nothing to end', async () => {
    expect((await sendToken({ sub: 'auth0|nobody' })).status).toBe(200)
  })

  it.each<[string, Members, Members, string]>([
    ['another issuer', { iss: 'https://evil.test/' }, {}, 'logout-token.iss'],
    ['another client', { aud: 'other' }, {}, 'logout-token.aud'],
    ['a nonce', { nonce: 'n' }, {}, 'logout-token.nonce'],
    ['no event', { events: undefined }, {}, 'logout-token.events'],
    ['another event', { events: { 'urn:x': {} } }, {}, 'logout-token.events'],
    ['nobody', { sub: undefined }, {}, 'logout-token.sub'],
    ['no name', { jti: undefined }, {}, 'logout-token.jti'],
    ['an end in the past', { exp: 1 }, {}, 'logout-token.exp'],
    ['no end', { exp: undefined }, {}, 'logout-token.exp'],
    ['a beginning long ago', { iat: 1 }, {}, 'logout-token.iat'],
    ['the type of an ID Token', {}, { typ: 'JWT' }, 'logout-token.typ'],
    ['the type of an Access Token', {}, { typ: 'at+jwt' }, 'logout-token.typ'],
    ['an unknown key', {}, { kid: 'k9' }, 'logout-token.kid'],
  ])('refuses a token with %s', async (_, claims, header, check) => {
    const browser = await world.loggedIn({ sub })
    const { status, body, headers } = await sendToken({ sub, ...claims }, header)
    expect(status).toBe(400)
    expect(body).toEqual({ error: 'invalid_request', error_description: check })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(await isLoggedIn(browser)).toBe(true)
  })

  it('refuses a token that was used before', async () => {
    const form = `logout_token=${await world.provider.logoutToken({ sub, jti: 'once' })}`
    expect((await send(form)).status).toBe(200)
    const browser = await world.loggedIn({ sub })
    expect((await send(form)).status).toBe(400)
    expect(await isLoggedIn(browser)).toBe(true)
  })

  it('refuses a token that somebody else has signed, or nobody', async () => {
    const browser = await world.loggedIn({ sub })
    const token = await world.provider.logoutToken({ sub })
    const [header = '', claims = ''] = token.split('.')
    const { privateKey } = await generateKeyPair('RS256')
    const forged = await new SignJWT(JSON.parse(atob(claims)) as Record<string, unknown>)
      .setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'logout+jwt' })
      .sign(privateKey)
    const hmac = await new SignJWT(JSON.parse(atob(claims)) as Record<string, unknown>)
      .setProtectedHeader({ alg: 'HS256', typ: 'logout+jwt' })
      .sign(new TextEncoder().encode(clientId.repeat(3)))
    const none = `${btoa('{"alg":"none","typ":"logout+jwt"}').replaceAll('=', '')}.${claims}.`
    for (const bad of [forged, hmac, none, `${header}.${claims}.AAAA`, 'x', '']) {
      expect((await send(`logout_token=${bad}`)).status).toBe(400)
    }
    expect(await isLoggedIn(browser)).toBe(true)
  })

  it.each([
    ['nothing', '', undefined],
    ['two tokens', 'logout_token=a&logout_token=b', undefined],
    ['JSON', '{"logout_token":"a"}', 'application/json'],
    ['an ID Token', 'id_token=a', undefined],
  ])('refuses %s', async (_, body, type) => {
    const { status, headers } = await send(body, type)
    expect(status).toBe(400)
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('is not reached by reading', async () => {
    expect((await world.browser().call('/backend/logout/backchannel')).status).toBe(404)
  })
})
