import { describe, expect, it } from 'vitest'
import { createExpiringMap } from './expiring-map.ts'

describe('createExpiringMap', () => {
  it('forgets an entry at the second it ends', () => {
    let now = 0
    const map = createExpiringMap<string>(() => new Date(now))
    map.set('a', 'x', 60)
    now = 59_999
    expect([map.get('a'), map.values()]).toEqual(['x', ['x']])
    now = 60_000
    expect([map.get('a'), map.values()]).toEqual([undefined, []])
  })

  it('gives an entry to one taker only', () => {
    const map = createExpiringMap<string>(() => new Date(0))
    map.set('a', 'x', 60)
    expect([map.take('a'), map.take('a')]).toEqual(['x', undefined])
  })

  it('forgets the oldest instead of growing for ever', () => {
    const map = createExpiringMap<number>(() => new Date(0))
    for (let index = 0; index <= 20_000; index += 1) map.set(String(index), index, 60)
    expect(map.values()).toHaveLength(20_000)
    expect(map.get('0')).toBeUndefined()
  })
})
