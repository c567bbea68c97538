import { describe, expect, it } from 'vitest'
import { equalSecrets } from './equal-secrets.ts'

describe('equalSecrets', () => {
  it.each([
    ['secret', 'secret', true],
    ['', '', true],
    ['secret', 'Secret', false],
    ['secret', 'secret ', false],
    ['secret', '', false],
    ['ü', 'u', false],
  ])('compares %j with %j', async (a, b, equal) => {
    expect(await equalSecrets(a, b)).toBe(equal)
  })
})
