import { decodeJwt, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import { clientWithKey } from './client-with-key.ts'
import { api, basicAuth, callback, pkce, setUp, tenant } from './fixture.ts'
import type { Setup } from './fixture.ts'

const challenge = { code_challenge: pkce.challenge, code_challenge_method: 'S256' }

/** A code of the public client, and what redeems it. */
async function spaCode(idp: Setup, parameters = {}): Promise<Record<string, string>> {
  const { parameters: response } = await idp.logIn({
    response_type: 'code',
    ...challenge,
    ...parameters,
  })
  return {
    grant_type: 'authorization_code',
    client_id: 'spa',
    code: response.get('code') ?? '',
    redirect_uri: callback,
    code_verifier: pkce.verifier,
  }
}

async function webCode(idp: Setup, parameters = {}): Promise<Record<string, string>> {
  const { parameters: response } = await idp.logIn({
    client_id: 'web',
    response_type: 'code',
    ...parameters,
  })
  return {
    grant_type: 'authorization_code',
    code: response.get('code') ?? '',
    redirect_uri: 'https://web.test/cb',
  }
}

const errorOf = async (response: Response): Promise<unknown> => {
  const { error } = (await response.json()) as { error?: string }
  return [response.status, error]
}

describe('a code of a public client', () => {
  it('is redeemed with its verifier', async () => {
    const idp = setUp()
    const response = await idp.post('oauth/token', await spaCode(idp))
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const body = (await response.json()) as object
    expect(Object.keys(body).sort()).toEqual([
      'access_token',
      'expires_in',
      'id_token',
      'token_type',
    ])
  })

  it('is redeemed by JSON too', async () => {
    const idp = setUp()
    const response = await idp.idp.fetch(
      new Request('http://idp.test/oauth/token', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(await spaCode(idp)),
      }),
    )
    expect(response.status).toBe(200)
  })

  it.each([
    ['without a challenge', { code_challenge: undefined, code_challenge_method: undefined }],
    ['with a plain challenge', { code_challenge_method: 'plain' }],
    ['with a challenge but no method', { code_challenge_method: undefined }],
    ['with an empty challenge', { code_challenge: '' }],
    ['with a challenge that is no hash', { code_challenge: 'short' }],
  ])('is not issued %s', async (_, parameters) => {
    const idp = setUp()
    const request = { response_type: 'code', ...challenge, ...parameters }
    const { parameters: response } = await idp.browser.open(idp.authorizeUrl(request))
    expect(response.get('error')).toBe('invalid_request')
    expect(response.has('code')).toBe(false)
  })

  it.each([
    ['no verifier', { code_verifier: '' }],
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['a verifier of 42 characters', { code_verifier: 'x'.repeat(42) }],
    ['a verifier of 129 characters', { code_verifier: 'x'.repeat(129) }],
    ['the challenge for a verifier', { code_verifier: pkce.challenge }],
    ['another redirect_uri', { redirect_uri: 'https://web.test/cb' }],
    ['no redirect_uri', { redirect_uri: '' }],
    ['another code', { code: 'x' }],
  ])('is refused with %s', async (_, change) => {
    const idp = setUp()
    const response = await idp.post('oauth/token', { ...(await spaCode(idp)), ...change })
    expect(await errorOf(response)).toEqual([400, 'invalid_grant'])
  })

  it('is worth nothing to another client', async () => {
    const idp = setUp()
    const body = await spaCode(idp)
    delete (body as { client_id?: string }).client_id
    expect(await errorOf(await idp.post('oauth/token', body, basicAuth))).toEqual([
      400,
      'invalid_grant',
    ])
  })

  it('lives 60 seconds', async () => {
    let now = new Date('2026-11-20T12:00:00Z')
    const idp = setUp({ now: () => now })
    const [first, second] = [await spaCode(idp), await spaCode(idp)]
    now = new Date('2026-11-20T12:00:59Z')
    expect((await idp.post('oauth/token', first)).status).toBe(200)
    now = new Date('2026-11-20T12:01:00Z')
    expect(await errorOf(await idp.post('oauth/token', second))).toEqual([400, 'invalid_grant'])
  })

  it('is spent by a failed try, so that a verifier cannot be guessed', async () => {
    const idp = setUp()
    const body = await spaCode(idp)
    await idp.post('oauth/token', { ...body, code_verifier: 'x'.repeat(43) })
    expect(await errorOf(await idp.post('oauth/token', body))).toEqual([400, 'invalid_grant'])
  })
})

describe('a code of a confidential client', () => {
  it('is refused with a verifier if the request had no challenge', async () => {
    const idp = setUp()
    const body = { ...(await webCode(idp)), code_verifier: pkce.verifier }
    expect(await errorOf(await idp.post('oauth/token', body, basicAuth))).toEqual([
      400,
      'invalid_grant',
    ])
  })

  it.each([
    ['no credentials', {}, { client_id: 'web' }],
    ['a wrong secret in the header', { Authorization: `Basic ${btoa('web:wrong')}` }, {}],
    ['a wrong secret in the body', {}, { client_id: 'web', client_secret: 'wrong' }],
    ['an empty secret', { Authorization: `Basic ${btoa('web:')}` }, {}],
    ['no colon in the header', { Authorization: `Basic ${btoa('web')}` }, {}],
    ['another scheme', { Authorization: 'Bearer web-secret' }, {}],
    ['an unknown client', { Authorization: `Basic ${btoa('who:web-secret')}` }, {}],
  ])('is refused with %s', async (_, headers, extra) => {
    const idp = setUp()
    const response = await idp.post('oauth/token', { ...(await webCode(idp)), ...extra }, headers)
    expect(response.headers.has('www-authenticate')).toBe('Authorization' in headers)
    const body = await response.text()
    expect(response.status).toBe(401)
    expect(JSON.parse(body)).toEqual({
      error: 'invalid_client',
      error_description: 'client authentication failed',
    })
  })

  it('is refused if the client authenticates twice', async () => {
    const idp = setUp()
    const body = { ...(await webCode(idp)), client_id: 'web', client_secret: 'web-secret' }
    expect(await errorOf(await idp.post('oauth/token', body, basicAuth))).toEqual([
      400,
      'invalid_request',
    ])
  })

  it('is redeemed if id and secret hold characters that must be encoded', async () => {
    const [, web] = tenant.clients ?? []
    const odd = { ...web, clientId: 'web', clientSecret: 'a:b+c %ü' }
    const idp = setUp({ tenant: { ...tenant, clients: [odd as never] } })
    const encoded = new URLSearchParams({ x: 'a:b+c %ü' }).toString().slice(2)
    const headers = { Authorization: `Basic ${btoa(`web:${encoded}`)}` }
    expect((await idp.post('oauth/token', await webCode(idp), headers)).status).toBe(200)
  })
})

describe('a secret in the header', () => {
  it('is also taken if the client forgot to encode it', async () => {
    const [, web] = tenant.clients ?? []
    const odd = { ...web, clientId: 'web', clientSecret: 'a+b%zz' }
    const idp = setUp({ tenant: { ...tenant, clients: [odd as never] } })
    const headers = { Authorization: `Basic ${btoa('web:a+b%zz')}` }
    expect((await idp.post('oauth/token', await webCode(idp), headers)).status).toBe(200)
  })

  it('may be in UTF-8', async () => {
    const [, web] = tenant.clients ?? []
    const clients = [{ ...web, clientSecret: 'p+s/=:% ü山' } as never]
    const idp = setUp({ tenant: { ...tenant, clients } })
    const bytes = new TextEncoder().encode('web:p+s/=:% ü山')
    const headers = { Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` }
    expect((await idp.post('oauth/token', await webCode(idp), headers)).status).toBe(200)
  })
})

describe('private_key_jwt', () => {
  it('authenticates with an assertion for the issuer or the token endpoint', async () => {
    const { assertion, redeem } = await clientWithKey()
    expect((await redeem(await assertion())).status).toBe(200)
    expect((await redeem(await assertion({ aud: 'http://idp.test/oauth/token' }))).status).toBe(200)
  })

  it('takes an assertion once', async () => {
    const { assertion, redeem } = await clientWithKey()
    const once = await assertion()
    expect((await redeem(once)).status).toBe(200)
    expect(await errorOf(await redeem(once))).toEqual([401, 'invalid_client'])
  })

  it.each([
    ['another audience', { aud: 'https://stranger.example/' }],
    ['another issuer', { iss: 'spa' }],
    ['another subject', { sub: 'spa' }],
    ['an expiry in the past', { exp: 1 }],
    ['an expiry in a day', { exp: Math.floor(Date.now() / 1000) + 86_400 }],
    ['no jti', { jti: undefined }],
  ])('refuses an assertion with %s', async (_, claims) => {
    const { assertion, redeem } = await clientWithKey()
    expect(await errorOf(await redeem(await assertion(claims)))).toEqual([401, 'invalid_client'])
  })

  it('refuses an assertion by another key', async () => {
    const { assertion, redeem } = await clientWithKey()
    const { privateKey } = await generateKeyPair('ES256')
    expect(await errorOf(await redeem(await assertion({}, privateKey)))).toEqual([
      401,
      'invalid_client',
    ])
  })
})

describe('a token request', () => {
  it('must not name another client than the one that authenticates', async () => {
    const idp = setUp()
    const body = { ...(await webCode(idp)), client_id: 'spa' }
    expect(await errorOf(await idp.post('oauth/token', body, basicAuth))).toEqual([
      400,
      'invalid_request',
    ])
    const same = { ...(await webCode(idp)), client_id: 'web' }
    expect((await idp.post('oauth/token', same, basicAuth)).status).toBe(200)
  })

  it('may name the resource that was granted, and no other', async () => {
    const idp = setUp()
    const scope = 'openid offline_access'
    const redeem = async (resource: string, granted: object): Promise<Response> =>
      idp.post(
        'oauth/token',
        { ...(await webCode(idp, { scope, ...granted })), resource },
        basicAuth,
      )
    const good = await redeem(api, { resource: api })
    expect(good.status).toBe(200)
    for (const granted of [{ resource: api }, {}]) {
      expect(await errorOf(await redeem('https://other.test/', granted))).toEqual([
        400,
        'invalid_target',
      ])
    }
    const { refresh_token: token = '' } = (await good.json()) as { refresh_token?: string }
    const body = { grant_type: 'refresh_token', refresh_token: token, resource: 'urn:other' }
    expect(await errorOf(await idp.post('oauth/token', body, basicAuth))).toEqual([
      400,
      'invalid_target',
    ])
    expect((await idp.post('oauth/token', { ...body, resource: api }, basicAuth)).status).toBe(200)
  })
})

describe('a refresh token', () => {
  const refresh = (idp: Setup, token: string, extra = {}): Promise<Response> =>
    idp.post(
      'oauth/token',
      { grant_type: 'refresh_token', refresh_token: token, ...extra },
      basicAuth,
    )

  async function first(idp: Setup, parameters = {}): Promise<string> {
    const body = await webCode(idp, { scope: 'openid profile offline_access', ...parameters })
    const response = await idp.post('oauth/token', body, basicAuth)
    return ((await response.json()) as { refresh_token?: string }).refresh_token ?? ''
  }

  it('is not issued without offline_access, nor if the API forbids it', async () => {
    const [only] = tenant.apis ?? []
    const apis = only ? [{ ...only, allowOfflineAccess: false }] : []
    const idp = setUp({ tenant: { ...tenant, apis } })
    expect(await first(idp, { scope: 'openid' })).toBe('')
    expect(await first(idp, { audience: api })).toBe('')
    expect(await first(idp)).not.toBe('')
  })

  it('never comes through the front channel', async () => {
    const idp = setUp()
    for (const type of ['token', 'id_token token', 'code id_token token']) {
      const request = { client_id: 'web', response_type: type, scope: 'openid offline_access' }
      expect((await idp.logIn(request)).parameters.has('refresh_token')).toBe(false)
    }
  })

  it('rotates, and its reuse ends the family', async () => {
    const idp = setUp()
    const old = await first(idp)
    const { refresh_token: next } = (await (await refresh(idp, old)).json()) as Record<
      string,
      string
    >
    expect(next).not.toBe(old)
    expect(await errorOf(await refresh(idp, old))).toEqual([400, 'invalid_grant'])
    expect(await errorOf(await refresh(idp, next ?? ''))).toEqual([400, 'invalid_grant'])
  })

  it('lets one of several refreshes at once win, as strictly as reuse wants', async () => {
    const idp = setUp()
    const old = await first(idp)
    const answers = await Promise.all([refresh(idp, old), refresh(idp, old), refresh(idp, old)])
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses[0]).toBe(200)
    expect(statuses.slice(1)).toEqual([400, 400])
  })

  it('may be configured to stay the same', async () => {
    const [spa, web] = tenant.clients ?? []
    const steady = { ...web, refreshTokens: { rotation: false } }
    const idp = setUp({ tenant: { ...tenant, clients: [spa, steady] as never } })
    const token = await first(idp)
    const answers = [await refresh(idp, token), await refresh(idp, token)]
    for (const answer of answers) {
      const body = (await answer.json()) as Record<string, string>
      expect(body).not.toHaveProperty('refresh_token')
      expect(body['scope']).toBe('openid profile offline_access')
    }
    await idp.idp.control.armFaults({ faults: [{ id: 'token-response.refreshed.sub.append1' }] })
    const faulty = (await (await refresh(idp, token)).json()) as Record<string, string>
    expect(decodeJwt(faulty['id_token'] ?? '').sub).toBe('auth0|ann1')
  })

  it('narrows the scope, and never widens it', async () => {
    const idp = setUp()
    const token = await first(idp)
    const narrow = await refresh(idp, token, { scope: 'openid' })
    const { refresh_token: next = '' } = (await narrow.json()) as Record<string, string>
    const wide = await refresh(idp, next, { scope: 'openid email' })
    expect(await errorOf(wide)).toEqual([400, 'invalid_scope'])
  })

  it('does not outlive the first one by rotation', async () => {
    let now = new Date('2026-11-01T00:00:00Z')
    const idp = setUp({ now: () => now })
    const old = await first(idp)
    now = new Date('2026-11-30T00:00:00Z')
    const answer = (await (await refresh(idp, old)).json()) as Record<string, string>
    now = new Date('2026-12-01T00:00:00Z')
    const late = await refresh(idp, answer['refresh_token'] ?? '')
    expect(await errorOf(late)).toEqual([400, 'invalid_grant'])
  })

  it('is revoked by its client, and only by that', async () => {
    const idp = setUp()
    const token = await first(idp)
    expect((await idp.post('oauth/revoke', { token, client_id: 'spa' })).status).toBe(200)
    const { refresh_token: next = '', access_token: access = '' } = (await (
      await refresh(idp, token)
    ).json()) as Record<string, string>
    const revoked = await idp.post('oauth/revoke', { token: next }, basicAuth)
    expect([revoked.status, await revoked.text()]).toEqual([200, ''])
    expect(await errorOf(await refresh(idp, next))).toEqual([400, 'invalid_grant'])
    expect((await idp.get('userinfo', { Authorization: `Bearer ${access}` })).status).toBe(401)
    expect((await idp.post('oauth/revoke', { token: 'unknown' }, basicAuth)).status).toBe(200)
    expect(await errorOf(await idp.post('oauth/revoke', {}, basicAuth))).toEqual([
      400,
      'invalid_request',
    ])
  })
})

describe('the client credentials grant', () => {
  const ask = (idp: Setup, body: Record<string, string>): Promise<Response> =>
    idp.post('oauth/token', { grant_type: 'client_credentials', ...body }, basicAuth)

  it('gives a token for an API that the client may call', async () => {
    const idp = setUp()
    const { access_token: token = '' } = (await (
      await ask(idp, { audience: api })
    ).json()) as Record<string, string>
    expect((await idp.verify(token)).payload).toMatchObject({
      sub: 'web@clients',
      client_id: 'web',
      aud: api,
      scope: 'read:tests',
    })
  })

  it('says no to other APIs, and drops other scopes', async () => {
    const idp = setUp()
    expect(await errorOf(await ask(idp, { audience: 'urn:unknown' }))).toEqual([
      403,
      'access_denied',
    ])
    const answer = await ask(idp, { audience: api, scope: 'read:tests write:tests' })
    expect(await answer.json()).toMatchObject({ scope: 'read:tests' })
  })
})

describe('the token endpoint', () => {
  it.each([
    ['no grant type', {}, 400, 'invalid_request'],
    ['an unknown grant type', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['the implicit grant', { grant_type: 'implicit' }, 400, 'unsupported_grant_type'],
    [
      'a grant type that is not the client’s',
      { grant_type: 'client_credentials' },
      403,
      'unauthorized_client',
    ],
  ])('refuses %s', async (_, body, status, error) => {
    const idp = setUp()
    const response = await idp.post('oauth/token', { client_id: 'spa', ...body })
    expect(await errorOf(response)).toEqual([status, error])
  })

  it('refuses a parameter that comes twice', async () => {
    const { idp } = setUp()
    const body = 'grant_type=authorization_code&client_id=spa&client_id=web&code=x'
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const request = new Request('http://idp.test/oauth/token', { method: 'POST', body, headers })
    expect(await errorOf(await idp.fetch(request))).toEqual([400, 'invalid_request'])
  })

  it('refuses GET, and says what it takes', async () => {
    const idp = setUp()
    const response = await idp.get('oauth/token?grant_type=authorization_code')
    expect(response.headers.get('allow')).toBe('POST')
    expect(await errorOf(response)).toEqual([405, 'method_not_allowed'])
  })

  it.each(['text/plain', 'multipart/form-data; boundary=x'])(
    'refuses a body of %s',
    async (type) => {
      const { idp } = setUp()
      const init = { method: 'POST', body: 'grant_type=x', headers: { 'Content-Type': type } }
      const response = await idp.fetch(new Request('http://idp.test/oauth/token', init))
      expect(await errorOf(response)).toEqual([400, 'invalid_request'])
    },
  )
})
