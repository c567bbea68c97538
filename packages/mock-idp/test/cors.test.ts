import { describe, expect, it } from 'vitest'
import { setUp, tenant } from './fixture.ts'

const readable = [
  ['GET', '.well-known/openid-configuration'],
  ['GET', '.well-known/jwks.json'],
  ['GET', 'userinfo'],
  ['POST', 'oauth/token'],
  ['POST', 'oauth/revoke'],
] as const

const hidden = [
  ['GET', 'authorize'],
  ['POST', 'authorize'],
  ['GET', 'interaction/x'],
  ['GET', 'oidc/logout'],
  ['GET', 'v2/logout'],
] as const

const ask = (method: string, path: string, headers: Record<string, string>): Promise<Response> =>
  setUp().idp.fetch(
    new Request(`http://idp.test/${path}`, {
      method,
      headers: {
        ...(method === 'POST' && { 'Content-Type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
    }),
  )

describe('CORS', () => {
  it.each(readable)('lets a registered origin read %s %s, errors too', async (method, path) => {
    const response = await ask(method, path, { Origin: 'https://app.test' })
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.test')
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
    expect(response.headers.get('access-control-expose-headers')).toBe(
      'Date, Retry-After, WWW-Authenticate',
    )
    expect(response.headers.get('vary')).toContain('Origin')
  })

  it.each(readable)('answers a preflight for %s %s', async (method, path) => {
    const response = await ask('OPTIONS', path, {
      Origin: 'https://app.test',
      'Access-Control-Request-Method': method,
    })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-methods')).toContain(method)
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization')
  })

  it('allows the headers that SDKs add, if they are header names', async () => {
    const response = await ask('OPTIONS', 'oauth/token', {
      Origin: 'https://app.test',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'auth0-client, traceparent,x y,authorization',
    })
    expect(response.headers.get('access-control-allow-headers')).toBe(
      'authorization,content-type,auth0-client,traceparent',
    )
  })

  it('lets the origin of a callback read, of public clients only', async () => {
    const only = (client: object) => setUp({ tenant: { ...tenant, clients: [client as never] } })
    const [spa, web] = tenant.clients ?? []
    const asked = async (client: object, Origin: string) =>
      (await only({ ...client, webOrigins: [] }).get('.well-known/jwks.json', { Origin })).headers
    expect((await asked(spa ?? {}, 'https://app.test')).get('access-control-allow-origin')).toBe(
      'https://app.test',
    )
    const custom = { ...spa, type: 'native', callbackUrls: ['com.example.app:/cb'] }
    for (const [client, origin] of [
      [web ?? {}, 'https://web.test'],
      [custom, 'null'],
    ] as const) {
      expect((await asked(client, origin)).has('access-control-allow-origin')).toBe(false)
    }
  })

  it('tells the time by which the tokens go', async () => {
    const { idp, get } = setUp({ now: () => new Date('2026-11-20T12:00:00Z') })
    await idp.control.moveClock({ advance: 60 })
    expect((await get('.well-known/jwks.json')).headers.get('date')).toBe(
      'Fri, 20 Nov 2026 12:01:00 GMT',
    )
  })

  it('answers OPTIONS of who has no origin with what is allowed', async () => {
    const response = await ask('OPTIONS', 'userinfo', {})
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, POST'])
  })

  it.each(
    readable.flatMap(([method, path]) =>
      ['null', 'https://evil.test', 'https://app.test.evil.test', 'http://app.test'].map(
        (origin) => [method, path, origin] as const,
      ),
    ),
  )('does not let %s %s be read by %s', async (method, path, origin) => {
    for (const verb of [method, 'OPTIONS']) {
      const response = await ask(verb, path, { Origin: origin })
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
      expect(response.headers.get('vary')).toContain('Origin')
    }
  })

  it.each(hidden)('lets nobody read %s %s', async (method, path) => {
    for (const verb of [method, 'OPTIONS']) {
      const response = await ask(verb, path, { Origin: 'https://app.test' })
      const names = [...response.headers.keys()]
      expect(names.filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
})
