import { describe, expect, it } from 'vitest'
import { api, setUp, tenant } from './fixture.ts'

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
})
