import { decodeProtectedHeader } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { basicAuth, pkce } from '../fixture.ts'
import { startSuite, types, withToken, withCode, withIdToken } from './suite.ts'
import type { Suite } from './suite.ts'

let op: Suite

beforeEach(() => {
  op = startSuite()
})

describe('oidcc-server', () => {
  it.each(types)('completes %s with everything in its place', async (type) => {
    const { parameters, url } = await op.logIn(type)
    expect(url.search).toBe('')
    expect(parameters.get('state')).toBe('xyzABC123')
    const front = parameters.get('id_token')
    if (front !== null) {
      const { payload, protectedHeader } = await op.verify(front)
      expect(protectedHeader.kid).toBeDefined()
      expect(payload).toMatchObject({ aud: 'web', nonce: 'n-0S6_WzA2Mj', sub: 'auth0|ann' })
      expect(payload.iat).toBe(op.now().getTime() / 1000)
      expect('at_hash' in payload).toBe(type.includes(' token'))
      expect('c_hash' in payload).toBe(type.includes('code'))
    }
    const code = parameters.get('code')
    if (code === null) return
    expect(code.length).toBeGreaterThanOrEqual(43)
    const { payload } = await op.verify((await op.redeem(code)).body['id_token'] ?? '')
    expect(payload).toMatchObject({ sub: 'auth0|ann', iss: 'http://idp.test/' })
  })
})

describe('oidcc-idtoken-signature', () => {
  it.each(withIdToken)('signs with RS256 and a published kid for %s', async (type) => {
    const { parameters } = await op.logIn(type)
    const { alg, kid } = decodeProtectedHeader(parameters.get('id_token') ?? '')
    expect(alg).toBe('RS256')
    expect(await (await op.get('.well-known/jwks.json')).text()).toContain(`"${kid}"`)
  })
})

describe.each([
  [
    'oidcc-userinfo-get',
    (token: string) => op.get('userinfo', { Authorization: `Bearer ${token}` }),
  ],
  [
    'oidcc-userinfo-post-header',
    (token: string) => op.post('userinfo', {}, { Authorization: `Bearer ${token}` }),
  ],
  ['oidcc-userinfo-post-body', (token: string) => op.post('userinfo', { access_token: token })],
])('%s', (_, ask) => {
  it.each(withToken)('answers with the sub of the ID Token for %s', async (type) => {
    const { parameters } = await op.logIn(type)
    const front = parameters.get('access_token')
    const token = front ?? (await op.redeem(parameters.get('code'))).body['access_token'] ?? ''
    const response = await ask(token)
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(await response.json()).toEqual({ sub: 'auth0|ann' })
  })
})

const profile = { name: 'Ann Example', given_name: 'Ann', family_name: 'Example' }
const email = { email: 'ann@example.com', email_verified: true }
const address = { address: { country: 'US' } }
const phone = { phone_number: '+15550100', phone_number_verified: false }

describe.each([
  ['oidcc-scope-profile', 'profile', profile],
  ['oidcc-scope-email', 'email', email],
  ['oidcc-scope-address', 'address', address],
  ['oidcc-scope-phone', 'phone', phone],
  [
    'oidcc-scope-all',
    'profile email address phone',
    { ...profile, ...email, ...address, ...phone },
  ],
])('%s', (_, scope, claims) => {
  it.each(types)('gives the claims for %s', async (type) => {
    const { parameters } = await op.logIn(type, { scope: `openid ${scope}` })
    const given = await op.claimsOf(type, parameters)
    expect(given).toMatchObject(claims)
    if (type !== 'id_token') expect(given).toEqual({ sub: 'auth0|ann', ...claims })
  })
})

describe('oidcc-ensure-request-with-acr-values-succeeds', () => {
  it.each(types)('says acr for %s', async (type) => {
    const { parameters } = await op.logIn(type, { acr_values: '1 2' })
    const idToken = await op.idTokenOf(parameters)
    expect(idToken['acr']).toBe('urn:frontchannel:acr:password')
  })
})

describe('oidcc-codereuse', () => {
  it.each(withCode)('redeems a code of %s once, even if twice at once', async (type) => {
    const code = (await op.logIn(type)).parameters.get('code')
    const answers = await Promise.all([op.redeem(code), op.redeem(code)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    expect(answers.find(({ status }) => status === 400)?.body['error']).toBe('invalid_grant')
  })
})

describe('oidcc-codereuse-30seconds', () => {
  it.each(withCode)('revokes what the first use of a code of %s gave', async (type) => {
    const code = (await op.logIn(type)).parameters.get('code')
    const { body } = await op.redeem(code)
    op.advance(30)
    expect((await op.redeem(code)).body['error']).toBe('invalid_grant')
    const headers = { Authorization: `Bearer ${body['access_token'] ?? ''}` }
    expect((await op.get('userinfo', headers)).status).toBe(401)
  })
})

describe('oidcc-server-client-secret-post', () => {
  it.each(withCode)('redeems a code of %s', async (type) => {
    const code = (await op.logIn(type)).parameters.get('code')
    expect((await op.redeem(code, 'post')).status).toBe(200)
  })
})

describe('oidcc-claims-essential', () => {
  it.each(types)('gives the essential name for %s', async (type) => {
    const request = { name: { essential: true } }
    const claims = JSON.stringify({ userinfo: request, id_token: request })
    const { parameters } = await op.logIn(type, { claims })
    expect(await op.claimsOf(type, parameters)).toMatchObject({ name: 'Ann Example' })
  })
})

describe('oidcc-refresh-token', () => {
  it.each(withCode)('gives one for %s, to its client alone', async (type) => {
    const { parameters } = await op.logIn(type, { scope: 'openid offline_access' })
    const first = (await op.redeem(parameters.get('code'))).body['refresh_token'] ?? ''
    const body = { grant_type: 'refresh_token', refresh_token: first }
    const stranger = await op.post('oauth/token', { ...body, client_id: 'spa' })
    expect(await stranger.json()).toMatchObject({ error: 'invalid_grant' })
    const answer = await op.post('oauth/token', body, basicAuth)
    const refreshed = (await answer.json()) as Record<string, string>
    expect(answer.status).toBe(200)
    expect(refreshed['refresh_token']).not.toBe(first)
    expect((await op.verify(refreshed['id_token'] ?? '')).payload.sub).toBe('auth0|ann')
  })
})

describe('oidcc-ensure-request-with-valid-pkce-succeeds', () => {
  it('redeems the code with its verifier', async () => {
    const challenge = { code_challenge: pkce.challenge, code_challenge_method: 'S256' }
    const { parameters } = await op.logIn('code id_token', challenge)
    const answer = await op.post(
      'oauth/token',
      {
        grant_type: 'authorization_code',
        code: parameters.get('code') ?? '',
        redirect_uri: 'https://web.test/cb',
        code_verifier: pkce.verifier,
      },
      basicAuth,
    )
    expect(answer.status).toBe(200)
  })
})
