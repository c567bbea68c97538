// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { redirectBreaker } from './redirect-breaker.ts'

const minute = 60_000

describe('redirectBreaker', () => {
  let time: number
  const now = () => time
  beforeEach(() => {
    time = 1_800_000_000_000
    sessionStorage.clear()
  })

  it('allows one redirect in 30 seconds, also to the document after it (R07, pain 3)', () => {
    expect(redirectBreaker(sessionStorage, now).allow()).toBe(true)
    time += 29_000
    expect(redirectBreaker(sessionStorage, now).allow()).toBe(false)
    time += 2_000
    expect(redirectBreaker(sessionStorage, now).allow()).toBe(true)
  })

  it('stops a slow loop too', () => {
    const breaker = redirectBreaker(sessionStorage, now)
    const allowed = Array.from({ length: 9 }, () => {
      time += minute
      return breaker.allow()
    })
    expect(allowed.filter(Boolean)).toHaveLength(3)
    time += 10 * minute
    expect(breaker.allow()).toBe(true)
  })

  it('is not set free by a clock that is set back', () => {
    const breaker = redirectBreaker(sessionStorage, now)
    breaker.allow()
    time -= 20_000
    expect(breaker.allow()).toBe(false)
  })

  it.each([
    ['no storage', undefined],
    ['a storage that forgets', { getItem: () => null, setItem: () => undefined }],
    [
      'a full storage',
      {
        getItem: () => null,
        setItem: () => {
          throw new DOMException('full', 'QuotaExceededError')
        },
      },
    ],
    [
      'a storage that is switched off',
      {
        getItem: () => {
          throw new DOMException('denied', 'SecurityError')
        },
        setItem: () => undefined,
      },
    ],
  ])('allows none where it cannot count: %s', (_, storage) => {
    expect(redirectBreaker(storage, now).allow()).toBe(false)
  })

  it('starts over from a note that it cannot read', () => {
    sessionStorage.setItem('frontchannel.redirected', 'x NaN {}')
    expect(redirectBreaker(sessionStorage, now).allow()).toBe(true)
  })
})
