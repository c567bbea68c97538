import { describe, expect, it } from 'vitest'
import { api, setUp } from './fixture.ts'

const tokenFor = async (idp: ReturnType<typeof setUp>, parameters = {}): Promise<string> =>
  (await idp.logIn(parameters)).parameters.get('access_token') ?? ''

describe('userinfo', () => {
  it('tells how to authenticate, and nothing else, without credentials', async () => {
    const response = await setUp().get('userinfo')
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="userinfo"')
  })

  it('does not take a token from the query', async () => {
    const idp = setUp()
    const token = await tokenFor(idp)
    expect((await idp.get(`userinfo?access_token=${token}`)).status).toBe(401)
  })

  it('does not take a token twice', async () => {
    const idp = setUp()
    const token = await tokenFor(idp)
    const headers = { Authorization: `Bearer ${token}` }
    const response = await idp.post('userinfo', { access_token: token }, headers)
    expect(response.status).toBe(400)
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_request"')
  })

  it.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'Bearer a, Bearer b', 'token'])(
    'refuses the header %j',
    async (Authorization) => {
      expect((await setUp().get('userinfo', { Authorization })).status).toBe(400)
    },
  )

  it('takes the scheme in any case', async () => {
    const idp = setUp()
    const token = await tokenFor(idp)
    expect((await idp.get('userinfo', { Authorization: `bEARER ${token}` })).status).toBe(200)
  })

  it('refuses tokens that it did not issue, minted ones too', async () => {
    const idp = setUp()
    const { token } = await idp.idp.control.mint({ kind: 'access-token' })
    const response = await idp.get('userinfo', { Authorization: `Bearer ${token}` })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
  })

  it('wants the scope openid', async () => {
    const idp = setUp()
    const request = { response_type: 'token', audience: api, scope: 'read:tests' }
    const token = await tokenFor(idp, request)
    const response = await idp.get('userinfo', { Authorization: `Bearer ${token}` })
    expect(response.status).toBe(403)
    expect(response.headers.get('www-authenticate')).toContain('scope="openid"')
  })
})

describe('/authorize', () => {
  it('takes its parameters as a form too', async () => {
    const { post } = setUp()
    const response = await post('authorize', {
      client_id: 'spa',
      redirect_uri: 'https://app.test/cb',
      response_type: 'id_token',
      nonce: 'n',
    })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toMatch(/^\/interaction\/[\w-]+$/)
  })

  it('asks again by GET where a posted request could not bring the session along', async () => {
    const { post, logIn, browser } = setUp()
    await logIn({ response_type: 'id_token' })
    const response = await post('authorize', {
      client_id: 'spa',
      redirect_uri: 'https://app.test/cb',
      response_type: 'id_token',
      nonce: 'n',
      prompt: 'none',
    })
    expect(response.status).toBe(303)
    const next = new URL(response.headers.get('location') ?? '', 'http://idp.test/')
    expect((await browser.open(next.href)).parameters.has('id_token')).toBe(true)
  })

  it.each([
    ['an unknown prompt', { prompt: 'create' }, 'invalid_request'],
    ['prompt none with another', { prompt: 'none login' }, 'invalid_request'],
    ['a max_age that is no number', { max_age: 'soon' }, 'invalid_request'],
    ['an unknown audience', { audience: 'urn:unknown' }, 'access_denied'],
    ['an API with a slash too few', { audience: api.slice(0, -1) }, 'access_denied'],
    ['an unknown resource', { resource: 'urn:unknown' }, 'invalid_target'],
    ['two targets', { audience: api, resource: 'urn:other' }, 'invalid_target'],
    ['a scope with a quote', { scope: 'openid "x"' }, 'invalid_scope'],
    ['claims that are no JSON', { claims: '{' }, 'invalid_request'],
    ['a hint that is no token', { id_token_hint: 'x' }, 'invalid_request'],
    ['tokens in the query', { response_mode: 'query' }, 'invalid_request'],
    ['a registration', { registration: '{}' }, 'registration_not_supported'],
    ['a machine', { client_id: 'machine' }, 'unauthorized_client'],
  ])('tells the client about %s in the fragment', async (_, parameters, error) => {
    const { browser, authorizeUrl, idp } = setUp()
    await idp.control.putClient({
      client: {
        clientId: 'machine',
        name: 'Machine',
        type: 'machine',
        clientSecret: 's',
        callbackUrls: ['https://app.test/cb'],
      },
    })
    const visit = await browser.open(authorizeUrl(parameters))
    expect(visit.url.search).toBe('')
    expect(Object.fromEntries(visit.parameters)).toMatchObject({ error, state: 'xyzABC123' })
    expect(visit.parameters.get('error_description')).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
  })

  it('refuses a parameter that comes twice', async () => {
    const { browser, authorizeUrl } = setUp()
    const visit = await browser.open(`${authorizeUrl({})}&nonce=second`)
    expect(visit.parameters.get('error')).toBe('invalid_request')
  })

  it('keeps a state as it came', async () => {
    const state = 'ä ☃ +%20&=#"\'<>\\'
    const { logIn } = setUp()
    expect((await logIn({ state })).parameters.get('state')).toBe(state)
  })
})
