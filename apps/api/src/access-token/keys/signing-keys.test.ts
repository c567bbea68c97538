import { generateKeyPairSync } from 'node:crypto'
import type { JWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { makeKey } from '../../../test/issuer.ts'
import { readSigningKeys } from './signing-keys.ts'

const { jwk } = await makeKey('k1')
const withoutAlg = Object.fromEntries(Object.entries(jwk).filter(([name]) => name !== 'alg'))
const withoutModulus = Object.fromEntries(Object.entries(jwk).filter(([name]) => name !== 'n'))

function read(jwks: unknown, algorithms = ['RS256']) {
  const skipped: string[] = []
  const keys = readSigningKeys(jwks, algorithms, [], (reason) => skipped.push(reason))
  return { keys: keys?.map(({ kid, algorithms: may }) => ({ kid, may })), skipped }
}

const rsa = (modulusLength: number, publicExponent = 65_537) =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey.export({ format: 'jwk' })

describe('readSigningKeys', () => {
  it('takes a key with everything that the issuer may say about it', () => {
    const full = { ...jwk, x5c: ['AAAA'], x5t: 'a', key_ops: ['verify'], somethingNew: {} }
    expect(read([full])).toEqual({ keys: [{ kid: 'k1', may: ['RS256'] }], skipped: [] })
  })

  it('ties a key without alg to the algorithms that are allowed', () => {
    expect(read([withoutAlg], ['RS256', 'PS256']).keys).toEqual([
      { kid: 'k1', may: ['RS256', 'PS256'] },
    ])
    expect(read([jwk], ['RS256', 'PS256']).keys).toEqual([{ kid: 'k1', may: ['RS256'] }])
  })

  it('ties an elliptic key to the algorithm of its curve', async () => {
    const p256 = (await makeKey('p256', 'ES256')).jwk
    const p384 = (await makeKey('p384', 'ES384')).jwk
    expect(read([p256, p384], ['ES256']).keys).toEqual([{ kid: 'p256', may: ['ES256'] }])
  })

  it.each<[string, JWK]>([
    ['an algorithm that is not allowed', { ...jwk, alg: 'RS512' }],
    ['a symmetric key', { kty: 'oct', kid: 'k1', k: 'AAAA', alg: 'HS256' }],
    ['an unknown type', { kty: 'XYZ', kid: 'k1' }],
    ['no type', { kid: 'k1' }],
    ['1024 bit', { ...rsa(1024), kid: 'k1' }],
    ['an exponent of 3', { ...rsa(2048, 3), kid: 'k1' }],
    ['an exponent of 1', { ...jwk, e: 'AQ' }],
    ['no modulus', withoutModulus],
    ['a modulus that is no text', { ...jwk, n: 1 as never }],
    ['a kid that is a number', { ...jwk, kid: 1 as never }],
  ])('skips a key with %s, says so, and keeps the others', (_title, bad) => {
    const { keys, skipped } = read([bad, { ...jwk, kid: 'good' }])
    expect(keys).toEqual([{ kid: 'good', may: ['RS256'] }])
    expect(skipped).toHaveLength(1)
  })

  it.each<[string, JWK]>([
    ['encryption', { ...jwk, use: 'enc' }],
    ['other operations', { ...jwk, key_ops: ['encrypt'] }],
  ])('leaves keys for %s alone', (_title, other) => {
    expect(read([other])).toEqual({ keys: [], skipped: [] })
  })

  it('uses neither of two keys with the same kid', async () => {
    const { keys, skipped } = read([jwk, (await makeKey('k1')).jwk])
    expect(keys).toEqual([])
    expect(skipped).toHaveLength(2)
  })

  it('takes the same key listed twice for one', () => {
    expect(read([jwk, structuredClone(jwk)]).keys).toHaveLength(1)
  })

  it('alarms about private members and does not read them', () => {
    const { keys, skipped } = read([{ ...jwk, d: 'AAAA', p: 'AAAA' }])
    expect(keys).toHaveLength(1)
    expect(skipped[0]).toContain('private members')
  })

  it.each([undefined, null, 'x', {}, { keys: [] }, [1], ['x'], [null], [[]]])(
    'learns nothing from %j',
    (jwks) => {
      expect(read(jwks).keys).toBeUndefined()
    },
  )
})
