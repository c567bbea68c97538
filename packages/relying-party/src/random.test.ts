import { describe, expect, it } from 'vitest'
import { codeChallengeOf, randomValue } from './random.ts'

describe('randomValue', () => {
  it('is 43 characters of base64url, and never twice the same', () => {
    const values = Array.from({ length: 10_000 }, randomValue)
    expect(values.every((value) => /^[\w-]{43}$/.test(value))).toBe(true)
    expect(new Set(values).size).toBe(values.length)
  })
})

describe('codeChallengeOf', () => {
  it('gives the challenge of the example in RFC 7636 appendix B', async () => {
    expect(await codeChallengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    )
  })
})
