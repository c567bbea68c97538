import { describe, expect, it } from 'vitest'
import { decodeToken, redact } from './redact.ts'

const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = `${segment({ alg: 'RS256' })}.${segment({ sub: 'auth0|ünï' })}.c2lnbmF0dXJl`

describe('redact', () => {
  it('hides tokens, codes and secrets and keeps the rest', () => {
    const { parameters } = redact([
      ['access_token', jwt],
      ['code', 'SplxlOBeZQQYbYS6WxSbIA'],
      ['client_secret', 'hunter2'],
      ['state', 'xyzABC123'],
    ])
    expect(JSON.stringify(parameters)).not.toMatch(/eyJ|Splx|hunter2/)
    expect(parameters['state']).toBe('xyzABC123')
    expect(parameters['code']).toBe('(hidden, 22 characters)')
  })

  it('keeps what a token says, without the signature', () => {
    const { tokens } = redact([['id_token', jwt]])
    expect(tokens).toEqual({
      id_token: { header: { alg: 'RS256' }, claims: { sub: 'auth0|ünï' } },
    })
    expect(JSON.stringify(tokens)).not.toContain('c2lnbmF0dXJl')
  })

  it('treats a parameter named __proto__ as a parameter', () => {
    const { parameters } = redact([['__proto__', 'polluted']])
    expect(Object.keys(parameters)).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('decodeToken', () => {
  it.each([
    ['an opaque token', 'opaque'],
    ['two segments', 'e30.e30'],
    ['five segments', 'e30.e30.e30.e30.e30'],
    ['a payload that is a string', `${segment({})}.${segment('text')}.x`],
    ['a payload that is an array', `${segment({})}.${segment([])}.x`],
    ['bytes that are not JSON', 'AAAA.AAAA.AAAA'],
  ])('returns undefined for %s', (_name, token) => {
    expect(decodeToken(token)).toBeUndefined()
  })

  it('reads the token of an Authorization header', () => {
    expect(decodeToken(`Bearer ${jwt}`)?.claims['sub']).toBe('auth0|ünï')
  })
})
