import { describe, expect, it } from 'vitest'
import { pkce, setUp } from './fixture.ts'

const challenge = { code_challenge: pkce.challenge, code_challenge_method: 'S256' }

const rows = [
  { type: 'id_token', members: ['id_token', 'state'] },
  { type: 'token', members: ['access_token', 'token_type', 'expires_in', 'state'] },
  {
    type: 'id_token token',
    members: ['access_token', 'token_type', 'expires_in', 'id_token', 'state'],
  },
  { type: 'code id_token', members: ['code', 'id_token', 'state'] },
  { type: 'code token', members: ['code', 'access_token', 'token_type', 'expires_in', 'state'] },
  {
    type: 'code id_token token',
    members: ['code', 'access_token', 'token_type', 'expires_in', 'id_token', 'state'],
  },
  { type: 'code', members: ['code', 'state'] },
]

describe('an authorization response', () => {
  it.each(rows)('to $type has exactly the promised members', async ({ type, members }) => {
    const { logIn } = setUp()
    const visit = await logIn({ response_type: type, ...challenge })
    expect(visit.status).toBe(302)
    expect(visit.url.origin + visit.url.pathname).toBe('https://app.test/cb')
    expect(type === 'code' ? visit.url.search : visit.url.hash).not.toBe('')
    expect(type === 'code' ? visit.url.hash : visit.url.search).toBe('')
    expect([...visit.parameters.keys()].sort()).toEqual([...members].sort())
    expect(visit.parameters.get('state')).toBe('xyzABC123')
  })

  it.each(['token id_token', 'token code', 'id_token code token', 'token id_token code'])(
    'does not depend on the order of the words in %s',
    async (type) => {
      const { logIn } = setUp()
      const { parameters } = await logIn({ response_type: type, ...challenge })
      const has = (member: string): boolean => parameters.has(member)
      expect(has('code')).toBe(type.includes('code'))
      expect(has('id_token')).toBe(type.includes('id_token'))
      expect(has('access_token')).toBe(true)
    },
  )

  it('binds the ID Token to the other tokens by hash', async () => {
    const { logIn, verify } = setUp()
    const { parameters } = await logIn({ response_type: 'code id_token token', ...challenge })
    const { payload, protectedHeader } = await verify(parameters.get('id_token') ?? '')
    const half = async (text: string): Promise<string> => {
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
      return Buffer.from(digest).subarray(0, 16).toString('base64url')
    }
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'public-dev-key-rs256' })
    expect(payload['at_hash']).toBe(await half(parameters.get('access_token') ?? ''))
    expect(payload['c_hash']).toBe(await half(parameters.get('code') ?? ''))
    expect(payload['nonce']).toBe('n-0S6_WzA2Mj')
  })

  it('holds an ID Token with nothing but the minimum for a bare request', async () => {
    const { logIn, verify } = setUp()
    const { parameters } = await logIn({ response_type: 'id_token', scope: undefined })
    const { payload } = await verify(parameters.get('id_token') ?? '')
    expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'nonce', 'sub'])
    expect(payload.sub).toBe('auth0|ann')
    expect(payload.aud).toBe('spa')
    expect(payload.iss).toBe('http://idp.test/')
  })
})
