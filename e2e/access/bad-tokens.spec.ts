import { generateKeyPair, SignJWT } from 'jose'
import { expect, test } from '../fixtures/test.ts'

interface Tokens {
  readonly accessToken: string
  readonly idToken: string
}

const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function claimsOf(token: string): Record<string, unknown> {
  const payload = token.split('.')[1] ?? ''
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
}

/** Bad tokens made from good ones, each with a reason to be refused. */
const badTokens: Readonly<Record<string, (good: Tokens) => string | Promise<string>>> = {
  'an ID Token': ({ idToken }) => idToken,
  'a token whose signature was changed': ({ accessToken }) => {
    const [header, payload, signature = ''] = accessToken.split('.')
    const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`
    return [header, payload, flipped].join('.')
  },
  'a token whose scope was widened': ({ accessToken }) => {
    const [header, , signature] = accessToken.split('.')
    const scope = 'read:timesheets approve:timesheets'
    return [header, segment({ ...claimsOf(accessToken), scope }), signature].join('.')
  },
  'a token with alg none': ({ accessToken }) =>
    `${segment({ alg: 'none', typ: 'at+jwt' })}.${segment(claimsOf(accessToken))}.`,
  'a token signed by a key of somebody else': async ({ accessToken }) => {
    const { privateKey } = await generateKeyPair('RS256')
    return new SignJWT(claimsOf(accessToken))
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'somebody-else' })
      .sign(privateKey)
  },
  'an opaque token': () => 'f4c0ffee-opaque',
}

test.describe('the API', () => {
  for (const [name, make] of Object.entries(badTokens)) {
    test(`refuses ${name} with 401 and a challenge`, async ({
      loginAs,
      traffic,
      stack,
      request,
    }) => {
      await loginAs('employee')
      const response = traffic.authorizationResponse()
      const good = {
        accessToken: response.get('access_token') ?? '',
        idToken: response.get('id_token') ?? '',
      }
      const call = (token: string) =>
        request.get(`${stack.api}/api/timesheets`, {
          headers: { authorization: `Bearer ${token}`, origin: stack.spa },
        })
      expect((await call(good.accessToken)).status()).toBe(200)

      const bad = await make(good)
      const refusal = await call(bad)
      expect(refusal.status()).toBe(401)
      expect(refusal.headers()['www-authenticate']).toMatch(/^Bearer .*error="invalid_token"/)
      expect(refusal.headers()['content-type']).toContain('application/problem+json')
      expect(refusal.headers()['access-control-expose-headers']).toContain('WWW-Authenticate')
      const body = await refusal.text()
      expect(JSON.parse(body)).toMatchObject({ status: 401, code: 'invalid_token' })
      expect(body).not.toContain(bad)
    })
  }

  test('answers a request without credentials with a bare challenge', async ({
    stack,
    request,
  }) => {
    const refusal = await request.get(`${stack.api}/api/timesheets`)
    expect(refusal.status()).toBe(401)
    expect(refusal.headers()['www-authenticate']).toMatch(/^Bearer realm="[^"]+"/)
    expect(refusal.headers()['www-authenticate']).not.toContain('error')
  })

  test('lets only the origin of the SPA read its answers', async ({ stack, request }) => {
    const preflight = (origin: string) =>
      request.fetch(`${stack.api}/api/timesheets`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'GET',
          'access-control-request-headers': 'authorization',
        },
      })
    const spa = await preflight(stack.spa)
    expect(spa.headers()['access-control-allow-origin']).toBe(stack.spa)
    expect(spa.headers()['access-control-allow-credentials']).toBeUndefined()
    for (const origin of [`${stack.spa}.evil.test`, 'https://evil.test', 'null']) {
      const other = await preflight(origin)
      expect(other.headers()['access-control-allow-origin']).not.toBe(origin)
      expect(other.headers()['access-control-allow-origin']).not.toBe('*')
    }
  })
})
