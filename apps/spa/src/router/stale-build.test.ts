// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { reloadOnStaleBuild } from './stale-build.ts'

const denied = (): never => {
  throw new DOMException('no', 'SecurityError')
}

describe('reloadOnStaleBuild', () => {
  const reload = vi.fn()
  const miss = (): boolean =>
    window.dispatchEvent(new Event('vite:preloadError', { cancelable: true }))

  beforeEach(() => {
    sessionStorage.clear()
    vi.useFakeTimers({ now: 1_800_000_000_000 })
    vi.spyOn(location, 'reload').mockImplementation(reload)
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
    reload.mockReset()
  })

  it('reloads once when a file of the old build is gone, and never in a loop (R31)', () => {
    reloadOnStaleBuild()
    expect(miss()).toBe(false) // nobody else has to deal with it
    expect(miss()).toBe(true) // the error stands
    expect(reload).toHaveBeenCalledOnce()
    vi.setSystemTime(Date.now() + 31_000)
    miss()
    expect(reload).toHaveBeenCalledTimes(2)
  })

  it('leaves the page where it is while there is no network (R37)', () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    expect(miss()).toBe(true)
    expect(reload).not.toHaveBeenCalled()
  })

  it.each([
    ['switched off', denied],
    ['full', () => ({ getItem: () => null, setItem: denied }) as unknown as Storage],
  ])('reloads nothing where it cannot count: the storage is %s (R31)', (_, storage) => {
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(storage)
    miss()
    expect(reload).not.toHaveBeenCalled()
  })
})
