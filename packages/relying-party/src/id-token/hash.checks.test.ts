import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyFor } from '../../test/keys.ts'
import {
  expectationWith,
  fromAuthorizationEndpoint,
  judge,
  nonce,
} from '../../test/judge-id-token.ts'
import { claimsWith, createProvider, hashOf } from '../../test/provider.ts'
import { tokenHash } from './token-hash.ts'

const { sign, key } = await createProvider()
const value = 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y'
const right = await hashOf(value)

const besideBoth = { ...fromAuthorizationEndpoint, besideAccessToken: true, besideCode: true }
const fromTokenEndpoint = {
  ...fromAuthorizationEndpoint,
  endpoint: 'token',
  besideAccessToken: true,
} as const

const wrong: readonly (readonly [string, unknown])[] = [
  ['missing', undefined],
  ['empty', ''],
  ['that of another value', await hashOf('another')],
  ['with something appended', `${right}1`],
  ['with padding', `${right}==`],
  ['in the alphabet of base64', right.replaceAll('-', '+').replaceAll('_', '/') + '+'],
  ['in another case', right.toLowerCase()],
  ['of the whole digest', await wholeHash(value)],
  ['of the right half', (await wholeHash(value)).slice(-22)],
  ['of another algorithm', await hashOf(value, 'RS512')],
  ['a number', 1],
  ['in an array', [right]],
]

async function wholeHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Buffer.from(digest).toString('base64url')
}

describe.each(['at_hash', 'c_hash'])('%s', (claim) => {
  const other = claim === 'at_hash' ? 'c_hash' : 'at_hash'
  const expectation = expectationWith({ origin: besideBoth, accessToken: value, code: value })

  it.each(wrong)('refuses a hash that is %s', async (_, hash) => {
    const token = await sign(claimsWith({ nonce, [other]: right, [claim]: hash }))
    expect(await judge(token, expectation, [key.jwk])).toEqual([`id-token.${claim}`])
  })

  it('refuses the right hash of something that was not received', async () => {
    const nothing = { ...expectation, accessToken: undefined, code: undefined }
    const token = await sign(claimsWith({ nonce, at_hash: right, c_hash: right }))
    expect(await judge(token, nothing, [key.jwk])).toEqual(['id-token.c_hash', 'id-token.at_hash'])
  })

  it('refuses the hash of nothing where nothing was received', async () => {
    const empty = await hashOf('')
    const nothing = { ...expectation, accessToken: undefined, code: undefined }
    const token = await sign(claimsWith({ nonce, at_hash: empty, c_hash: empty }))
    expect(await judge(token, nothing, [key.jwk])).toEqual(['id-token.c_hash', 'id-token.at_hash'])
  })

  it('is not looked at where there is nothing beside the ID Token', async () => {
    const token = await sign(claimsWith({ nonce, [claim]: 'anything' }))
    expect(await judge(token, expectationWith(), [key.jwk])).toEqual([])
  })
})

describe('at_hash of a token response', () => {
  const expectation = expectationWith({ origin: fromTokenEndpoint, accessToken: value })

  it('may be missing', async () => {
    expect(await judge(await sign(claimsWith({ nonce })), expectation, [key.jwk])).toEqual([])
  })

  it('has to be right if it is there', async () => {
    const token = await sign(claimsWith({ nonce, at_hash: `${right}1` }))
    expect(await judge(token, expectation, [key.jwk])).toEqual(['id-token.at_hash'])
  })
})

describe('tokenHash', () => {
  it('gives the value of the example in OpenID Connect Core §A.4', async () => {
    expect(await tokenHash(value, 'RS256')).toBe('77QmUPtjPfzWtF2AnpK9RQ')
  })

  it.each([
    ['RS256', 22],
    ['PS384', 32],
    ['ES512', 43],
    ['EdDSA', 43],
  ])('is half a digest of %s: %i characters', async (alg, length) => {
    expect(await tokenHash(value, alg)).toHaveLength(length)
  })

  it.each(['none', 'HS256', 'rs256', '__proto__', undefined, 256])(
    'knows no hash for %s',
    async (alg) => {
      await expect(tokenHash(value, alg)).rejects.toThrow(TypeError)
    },
  )

  it('tells any two values apart, by any algorithm', async () => {
    const algorithm = fc.constantFrom('RS256', 'PS384', 'ES512', 'EdDSA')
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), algorithm, async (one, two, alg) => {
        const same = (await tokenHash(one, alg)) === (await tokenHash(two, alg))
        expect(same).toBe(one === two)
      }),
    )
  })
})

describe('at_hash by algorithm', () => {
  it.each(['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA'])(
    'is accepted for %s by its own hash only',
    async (alg) => {
      const by = await keyFor(alg)
      const origin = { ...fromAuthorizationEndpoint, besideAccessToken: true }
      const expectation = expectationWith({ origin, accessToken: value, algorithms: [alg] })
      for (const candidate of ['RS256', 'RS384', 'RS512']) {
        const hash = await hashOf(value, candidate)
        const token = await sign(claimsWith({ nonce, at_hash: hash }), {}, by)
        const isOwn = hash === (await hashOf(value, alg))
        expect(await judge(token, expectation, [by.jwk])).toEqual(isOwn ? [] : ['id-token.at_hash'])
      }
    },
  )
})
