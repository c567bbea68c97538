import { describe, expect, it } from 'vitest'
import { createClock } from './clock.ts'

describe('createClock', () => {
  const noon = Date.parse('2026-11-20T12:00:00Z')
  const start = () => {
    let base = noon
    const clock = createClock(() => new Date(base))
    return { clock, pass: (seconds: number) => (base += seconds * 1000) }
  }

  it('goes on from where it was moved to', () => {
    const { clock, pass } = start()
    clock.advance(60)
    pass(5)
    expect(clock.now().getTime()).toBe(noon + 65_000)
    clock.set(new Date(0), false)
    pass(1)
    expect(clock.now().getTime()).toBe(1000)
  })

  it('stands still if told to, and can still be advanced', () => {
    const { clock, pass } = start()
    clock.set(new Date(0), true)
    pass(99)
    expect(clock.now().getTime()).toBe(0)
    clock.advance(-1)
    expect(clock.now().getTime()).toBe(-1000)
  })
})
