import { describe, expect, it } from 'vitest'
import { createAttempts } from './attempts.ts'

describe('createAttempts', () => {
  const limits = { tries: 10, attemptsPerMinute: 20 }
  const ann = { account: 'ann', address: '192.0.2.1' }

  it('blocks an account from one address, not from another', () => {
    const attempts = createAttempts(() => new Date(0))
    for (let count = 0; count < 10; count += 1) attempts.failed(ann)
    expect(attempts.begin(ann, limits)).toBe(false)
    expect(attempts.begin({ ...ann, address: '192.0.2.2' }, limits)).toBe(true)
    attempts.forgive('ann')
    expect(attempts.begin(ann, limits)).toBe(true)
  })

  it('lets who knows the password log in as often as they like', () => {
    const attempts = createAttempts(() => new Date(0))
    for (let count = 0; count < 100; count += 1) {
      expect(attempts.begin(ann, limits)).toBe(true)
      attempts.succeeded(ann)
    }
  })

  it('lets twenty attempts a minute through that do not succeed', () => {
    let time = 0
    const attempts = createAttempts(() => new Date(time))
    for (let count = 0; count < 20; count += 1) expect(attempts.begin(ann, limits)).toBe(true)
    expect(attempts.begin(ann, limits)).toBe(false)
    time += 60_001
    expect(attempts.begin(ann, limits)).toBe(true)
  })
})
