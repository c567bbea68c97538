import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { useReplay } from './replay.ts'

describe('useReplay', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const replayOf = (count: number, of: () => unknown = () => 0) => {
    const scope = effectScope()
    const replay = scope.run(() => useReplay(() => count, of))
    if (!replay) throw new Error('no scope')
    return { ...replay, scope }
  }

  it('goes from the first step to the last by itself, and stays there', () => {
    const { at, begin, playing } = replayOf(3)
    begin()
    expect(at.value).toBe(0)
    vi.advanceTimersByTime(60_000)
    expect([at.value, playing.value]).toEqual([2, false])
  })

  it('is led by hand, and never beyond its ends', () => {
    const { at, next, previous } = replayOf(2)
    previous()
    expect(at.value).toBe(1)
    previous()
    previous()
    expect(at.value).toBe(0)
    next()
    next()
    expect(at.value).toBe(1)
  })

  it('ends when another run is shown, and when nobody looks any more', async () => {
    const run = ref('first')
    const { at, begin, scope, playing } = replayOf(3, () => run.value)
    begin()
    run.value = 'second'
    await Promise.resolve()
    expect(at.value).toBeUndefined()
    begin()
    scope.stop()
    expect(playing.value).toBe(false)
  })
})
