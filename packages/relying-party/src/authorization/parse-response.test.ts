import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redirectUri } from '../../test/provider.ts'
import { parseAuthorizationResponse } from './parse-response.ts'

const parse = (url: string, registered = redirectUri) =>
  parseAuthorizationResponse({ url }, registered)

describe('parseAuthorizationResponse', () => {
  it('decodes percent and plus', () => {
    const { parameters } = parse(`${redirectUri}#scope=a%20b+c&state=%E2%9C%93`)
    expect(Object.fromEntries(parameters)).toEqual({ scope: 'a b c', state: '✓' })
  })

  it('survives percent signs that encode nothing', () => {
    const { parameters } = parse(`${redirectUri}#state=%&code=%zz%ff`)
    expect(parameters.get('state')).toBe('%')
    expect(parameters.get('code')).toBe('%zz\uFFFD')
  })

  it('does not take the query of the redirect URI itself for a response', () => {
    const registered = `${redirectUri}?iss=ours&tenant=1`
    const { channels, parameters } = parse(`${registered}#state=x`, registered)
    expect(channels).toEqual(['fragment'])
    expect(parameters.has('iss')).toBe(false)
  })

  it('sees what was put behind the query of the redirect URI', () => {
    const registered = `${redirectUri}?tenant=1`
    const { channels, parameters } = parse(`${registered}&code=x&state=y`, registered)
    expect(channels).toEqual(['query'])
    expect(parameters.get('code')).toBe('x')
  })

  it('takes a second hash sign for part of a value', () => {
    expect(parse(`${redirectUri}#state=a#b?c`).parameters.get('state')).toBe('a#b?c')
  })

  it('reads the fragment before the query', () => {
    expect(parse(`${redirectUri}?state=q#state=f`).parameters.get('state')).toBe('f')
  })

  it('makes text of posted numbers, and drops what is neither', () => {
    const posted = Object.entries({
      expires_in: 7200,
      state: 'x',
      code: { toString: 1 },
      error: null,
    })
    const { parameters } = parseAuthorizationResponse(
      { parameters: posted as unknown as [string, string][] },
      redirectUri,
    )
    expect(Object.fromEntries(parameters)).toEqual({ expires_in: '7200', state: 'x' })
  })

  it('never throws, and never touches a prototype', () => {
    const name = fc.constantFrom(
      '__proto__',
      '__proto__[x]',
      'constructor.prototype.x',
      'state',
      'code',
    )
    const pairs = fc.array(fc.tuple(fc.oneof(name, fc.string()), fc.string()))
    fc.assert(
      fc.property(pairs, fc.string(), fc.constantFrom('#', '?', ''), (list, noise, mark) => {
        parse(`${redirectUri}${mark}${list.map((pair) => pair.join('=')).join('&')}${noise}`)
        parseAuthorizationResponse({ parameters: list }, redirectUri)
        expect(({} as Record<string, unknown>)['x']).toBeUndefined()
        expect(Object.getPrototypeOf({})).toBe(Object.prototype)
      }),
    )
  })
})
