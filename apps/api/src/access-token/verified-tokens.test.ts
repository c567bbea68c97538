import { describe, expect, it } from 'vitest'
import { generateKeyPairSync } from 'node:crypto'
import type { SigningKey } from './keys/signing-keys.ts'
import type { Principal } from './principal.ts'
import { VerifiedTokens } from './verified-tokens.ts'

const principal: Principal = {
  issuer: 'https://idp.example.com/',
  subject: 'auth0|employee',
  clientId: 'timesheets-spa',
  kind: 'user',
  scopes: new Set(['read:timesheets']),
  issuedAt: 1,
  name: undefined,
}
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const newKey = (): SigningKey => ({
  kid: 'k1',
  algorithms: ['ES256'],
  publicKey,
  source: '',
  withdrawn: false,
})

function remembering(maximum = 4) {
  const clock = { now: 1000 }
  const tokens = new VerifiedTokens(maximum, () => clock.now)
  const key = newKey()
  const remember = (token: string, until = 2000) =>
    tokens.remember(token, { principal, key, until })
  return { clock, tokens, key, remember }
}

describe('VerifiedTokens', () => {
  it('finds the principal of the same token and of no other', () => {
    const { tokens, remember } = remembering()
    remember('a.b.c')
    expect(tokens.find('a.b.c')).toBe(principal)
    for (const other of ['a.b.C', 'a.b.c ', 'a.b.', 'a.b.cc', '']) {
      expect(tokens.find(other)).toBeUndefined()
    }
  })

  it('forgets a token at the millisecond it expires', () => {
    const { clock, tokens, remember } = remembering()
    remember('t', 2000)
    clock.now = 1999
    expect(tokens.find('t')).toBe(principal)
    clock.now = 2000
    expect(tokens.find('t')).toBeUndefined()
    expect(tokens.size).toBe(0)
  })

  it('forgets a token whose key is withdrawn', () => {
    const { tokens, key, remember } = remembering()
    remember('t')
    key.withdrawn = true
    expect(tokens.find('t')).toBeUndefined()
  })

  it('keeps no more than its maximum: what nobody asked for lately goes first', () => {
    const { tokens, remember } = remembering(4)
    for (const token of ['a', 'b', 'c', 'd']) remember(token)
    expect(tokens.find('a')).toBe(principal)
    for (const token of ['e', 'f']) remember(token)
    expect(tokens.size).toBe(4)
    expect(tokens.find('a')).toBe(principal)
    expect(tokens.find('b')).toBeUndefined()
  })

  it('finds as many as its maximum that come in turn, each time', () => {
    const { tokens, remember } = remembering(1000)
    for (let index = 0; index < 1000; index++) remember(`token ${index}`)
    for (let index = 0; index < 3000; index++) {
      expect(tokens.find(`token ${index % 1000}`)).toBe(principal)
    }
  })

  it('keeps what comes often, however many come once', () => {
    const { tokens, remember } = remembering(10)
    for (let index = 0; index < 5; index++) remember(`often ${index}`)
    for (let index = 0; index < 1000; index++) {
      expect(tokens.find(`often ${index % 5}`)).toBe(principal)
      remember(`once ${index}`)
    }
  })

  it('holds fewer where they are long: what it costs is bounded in bytes', () => {
    const { tokens, remember } = remembering(10)
    for (let index = 0; index < 10; index++) remember(`${index}${'x'.repeat(7000)}`)
    expect(tokens.size).toBe(2)
    remember('x'.repeat(20_000))
    expect(tokens.size).toBe(1)
  })

  it('never holds more, however many come', () => {
    const { tokens, remember } = remembering(10)
    for (let index = 0; index < 1000; index++) {
      remember(`token ${index}`)
      tokens.find(`token ${index - 3}`)
      expect(tokens.size).toBeLessThanOrEqual(10)
    }
  })

  it('counts a token that two requests verified at once as one', () => {
    const { tokens, remember } = remembering()
    remember('a')
    remember('a')
    expect(tokens.size).toBe(1)
  })

  it('can be switched off', () => {
    const { tokens, remember } = remembering(0)
    remember('a')
    expect(tokens.find('a')).toBeUndefined()
  })
})
