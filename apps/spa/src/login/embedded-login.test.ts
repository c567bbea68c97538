import { afterEach, describe, expect, it, vi } from 'vitest'
import { authenticate, sendCode } from './embedded-login.ts'

const spa = { issuer: 'http://idp.test/', clientId: 'spa' }
const right = { kind: 'password', email: 'ann@example.com', password: 'secret' } as const

/** A provider that answers the same to everything, and what it was asked. */
function answerWith(status: number, body: unknown): Request[] {
  const asked: Request[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push(new Request(url, init))
    return Response.json(body, { status })
  })
  return asked
}

afterEach(() => vi.unstubAllGlobals())

describe('authenticate', () => {
  it('sends exactly the documented members, with cookies, and takes the ticket', async () => {
    const [asked, ticket] = [answerWith(200, { login_ticket: 't' }), await authenticate(spa, right)]
    expect(ticket).toBe('t')
    expect(asked[0]?.url).toBe('http://idp.test/co/authenticate')
    expect(asked[0]?.credentials).toBe('include')
    expect(await asked[0]?.json()).toEqual({
      client_id: 'spa',
      credential_type: 'http://auth0.com/oauth/grant-type/password-realm',
      realm: 'Username-Password-Authentication',
      username: 'ann@example.com',
      password: 'secret',
    })
  })

  it('sends a code as a code', async () => {
    const asked = answerWith(200, { login_ticket: 't' })
    await authenticate(spa, { kind: 'code', email: 'ann@example.com', code: '123456' })
    expect(await asked[0]?.json()).toMatchObject({ realm: 'email', otp: '123456' })
  })

  it('says what the provider says', async () => {
    answerWith(403, { error: 'access_denied', error_description: 'Wrong email or password.' })
    await expect(authenticate(spa, right)).rejects.toThrow('Wrong email or password.')
    answerWith(200, {})
    await expect(authenticate(spa, right)).rejects.toThrow('no ticket')
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await expect(authenticate(spa, right)).rejects.toThrow('cannot be reached')
  })
})

describe('sendCode', () => {
  it('asks for a code, not for a link', async () => {
    const asked = answerWith(200, {})
    await sendCode(spa, 'ann@example.com')
    expect(await asked[0]?.json()).toMatchObject({ connection: 'email', send: 'code' })
  })
})
