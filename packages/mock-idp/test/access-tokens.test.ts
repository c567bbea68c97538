import { describe, expect, it } from 'vitest'
import { api, basicAuth, setUp, tenant } from './fixture.ts'

describe('an Access Token', () => {
  it('is a JWT for the API and userinfo if an audience and openid were granted', async () => {
    const { logIn, verify } = setUp()
    const { parameters } = await logIn({ audience: api, scope: 'openid read:tests' })
    const { payload, protectedHeader } = await verify(parameters.get('access_token') ?? '')
    expect(protectedHeader['typ']).toBe('at+jwt')
    expect(payload).toMatchObject({
      iss: 'http://idp.test/',
      sub: 'auth0|ann',
      aud: [api, 'http://idp.test/userinfo'],
      client_id: 'spa',
      azp: 'spa',
      scope: 'openid read:tests',
    })
    expect(payload.exp).toBe((payload.iat ?? 0) + 7200)
    expect(payload.jti).toMatch(/^[\w-]{20,}$/)
    expect(parameters.get('expires_in')).toBe('7200')
  })

  it('is for the API alone without openid, and may be asked for by resource', async () => {
    const { logIn, verify } = setUp()
    const { parameters } = await logIn({
      response_type: 'token',
      resource: api,
      scope: 'read:tests',
    })
    const { payload } = await verify(parameters.get('access_token') ?? '')
    expect(payload.aud).toBe(api)
  })

  it('is opaque without an audience, and opens userinfo', async () => {
    const { logIn, get } = setUp()
    const { parameters } = await logIn({ scope: 'openid email' })
    const token = parameters.get('access_token') ?? ''
    expect(token).not.toContain('.')
    const response = await get('userinfo', { Authorization: `Bearer ${token}` })
    expect(await response.json()).toEqual({
      sub: 'auth0|ann',
      email: 'ann@example.com',
      email_verified: true,
    })
  })

  it('carries what the API defines and the user has, and the response says what is missing', async () => {
    const [first] = tenant.apis ?? []
    const strict = first && { ...first, enforcePermissions: true }
    const users = tenant.users?.map((user) => ({ ...user, permissions: { [api]: ['read:tests'] } }))
    const { logIn, verify } = setUp({
      tenant: { ...tenant, apis: strict ? [strict] : [], users: users ?? [] },
    })
    const { parameters } = await logIn({
      audience: api,
      scope: 'openid read:tests write:tests unknown:tests',
    })
    expect(parameters.get('scope')).toBe('openid read:tests')
    const { payload } = await verify(parameters.get('access_token') ?? '')
    expect(payload['scope']).toBe('openid read:tests')
  })

  it('expires for userinfo when its lifetime is over', async () => {
    let now = new Date('2026-11-20T12:00:00Z')
    const { logIn, get } = setUp({ now: () => now })
    const { parameters } = await logIn({})
    const headers = { Authorization: `Bearer ${parameters.get('access_token') ?? ''}` }
    now = new Date('2026-11-20T13:59:59Z')
    expect((await get('userinfo', headers)).status).toBe(200)
    now = new Date('2026-11-20T14:00:00Z')
    expect((await get('userinfo', headers)).status).toBe(401)
  })

  describe('of a client with frontChannelScopes', () => {
    const [, web] = tenant.clients ?? []
    const narrow = { frontChannelScopes: ['read:tests'], frontChannelLifetime: 300 }
    const clients = [{ ...web, ...narrow } as never]
    const asked = { client_id: 'web', scope: 'openid read:tests write:tests' }

    it('may do less beside a code than the one that the code gives', async () => {
      const { logIn, post, verify } = setUp({ tenant: { ...tenant, clients } })
      const { parameters } = await logIn({ ...asked, response_type: 'code token', audience: api })
      expect(parameters.get('scope')).toBe('read:tests')
      expect(parameters.get('expires_in')).toBe('300')
      const { payload: front } = await verify(parameters.get('access_token') ?? '')
      expect(front).toMatchObject({ aud: api, scope: 'read:tests' })
      expect(front.exp).toBe((front.iat ?? 0) + 300)

      const code = parameters.get('code') ?? ''
      const redirect = { redirect_uri: 'https://web.test/cb' }
      const body = { grant_type: 'authorization_code', code, ...redirect }
      const answer = (await (await post('oauth/token', body, basicAuth)).json()) as {
        access_token: string
        scope?: string
      }
      expect(answer.scope).toBeUndefined()
      const { payload: second } = await verify(answer.access_token)
      expect(second).toMatchObject({ scope: asked.scope, aud: [api, 'http://idp.test/userinfo'] })
    })

    it('is as wide as granted without a code, or for userinfo alone', async () => {
      const { logIn, get } = setUp({ tenant: { ...tenant, clients } })
      const alone = await logIn({ ...asked, response_type: 'token', audience: api })
      expect(alone.parameters.has('scope')).toBe(false)
      const opaque = await logIn({ ...asked, response_type: 'code token', scope: 'openid' })
      const headers = { Authorization: `Bearer ${opaque.parameters.get('access_token') ?? ''}` }
      expect((await get('userinfo', headers)).status).toBe(200)
    })
  })
})
