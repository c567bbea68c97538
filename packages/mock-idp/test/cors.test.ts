import { describe, expect, it } from 'vitest'
import { setUp } from './fixture.ts'

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
    expect(response.headers.get('access-control-expose-headers')).toBe('WWW-Authenticate')
    expect(response.headers.get('vary')).toContain('Origin')
  })

  it.each(readable)('answers a preflight for %s %s', async (method, path) => {
    const response = await ask('OPTIONS', path, {
      Origin: 'https://app.test',
      'Access-Control-Request-Method': method,
    })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-methods')).toContain(method)
    expect(response.headers.get('access-control-allow-headers')).toContain('Authorization')
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
