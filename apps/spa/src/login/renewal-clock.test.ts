// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRenewalClock } from './renewal-clock.ts'

const hour = 3_600_000

describe('createRenewalClock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }))
  afterEach(() => void vi.useRealTimers())

  it('renews a minute before the end', () => {
    const renew = vi.fn()
    createRenewalClock(renew).set(2 * hour)
    vi.advanceTimersByTime(2 * hour - 60_001)
    expect(renew).not.toHaveBeenCalled()
    vi.advanceTimersByTime(2)
    expect(renew).toHaveBeenCalledOnce()
  })

  it.each(['Europe/Berlin', 'America/St_Johns', 'Pacific/Apia'])(
    'does not care that the clocks change, or the traveller, in %s (R19)',
    (zone) => {
      const before = process.env['TZ']
      process.env['TZ'] = zone
      const summerTimeEnds = Date.UTC(2026, 9, 25, 0, 30)
      vi.setSystemTime(summerTimeEnds)
      const renew = vi.fn()
      createRenewalClock(renew).set(summerTimeEnds + 2 * hour)
      process.env['TZ'] = 'Asia/Tokyo'
      vi.advanceTimersByTime(2 * hour - 60_001)
      expect(renew).not.toHaveBeenCalled()
      vi.advanceTimersByTime(2)
      expect(renew).toHaveBeenCalledOnce()
      process.env['TZ'] = before
    },
  )

  it('renews a short-lived token after three quarters of its life', () => {
    const renew = vi.fn()
    createRenewalClock(renew).set(40_000)
    vi.advanceTimersByTime(29_000)
    expect(renew).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1_001)
    expect(renew).toHaveBeenCalledOnce()
  })

  it('does not renew a token that was born expired in a tight loop', () => {
    const clock = createRenewalClock(() => {
      renewals += 1
      clock.set(Date.now())
    })
    let renewals = 0
    clock.set(0)
    vi.advanceTimersByTime(60_000)
    expect(renewals).toBeLessThanOrEqual(12)
  })

  it('waits longer than a timer can (R18)', () => {
    const renew = vi.fn()
    createRenewalClock(renew).set(60 * 24 * hour)
    vi.advanceTimersByTime(30 * 24 * hour)
    expect(renew).not.toHaveBeenCalled()
    vi.advanceTimersByTime(30 * 24 * hour)
    expect(renew).toHaveBeenCalledOnce()
  })

  it('reads the wall clock when a machine wakes up (R17, pain 10)', () => {
    const renew = vi.fn()
    createRenewalClock(renew).set(2 * hour)
    vi.setSystemTime(9 * hour) // no timer ran while it slept
    document.dispatchEvent(new Event('visibilitychange'))
    expect(renew).toHaveBeenCalledOnce()
  })

  it('renews once for all the events of one wake-up (R17)', () => {
    const renew = vi.fn()
    createRenewalClock(renew).set(2 * hour)
    vi.setSystemTime(9 * hour)
    document.dispatchEvent(new Event('visibilitychange'))
    window.dispatchEvent(new Event('pageshow'))
    window.dispatchEvent(new Event('online'))
    vi.advanceTimersByTime(hour)
    expect(renew).toHaveBeenCalledOnce()
  })

  it('tries again after a failure: later, or as soon as the network is back', () => {
    const renew = vi.fn(() => clock.retry())
    const clock = createRenewalClock(renew)
    clock.set(2 * hour)
    vi.advanceTimersByTime(2 * hour)
    renew.mockClear()
    vi.advanceTimersByTime(30_000)
    expect(renew).toHaveBeenCalledOnce()
    window.dispatchEvent(new Event('online'))
    expect(renew).toHaveBeenCalledTimes(2)
  })

  it('leaves a tab alone that nobody looks at (R18)', () => {
    const renew = vi.fn()
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    createRenewalClock(renew).set(2 * hour)
    vi.advanceTimersByTime(3 * hour)
    expect(renew).not.toHaveBeenCalled()
    visibility.mockReturnValue('visible')
    document.dispatchEvent(new Event('visibilitychange'))
    expect(renew).toHaveBeenCalledOnce()
    visibility.mockRestore()
  })

  it('stops', () => {
    const renew = vi.fn()
    const clock = createRenewalClock(renew)
    clock.set(2 * hour)
    clock.stop()
    vi.advanceTimersByTime(3 * hour)
    expect(renew).not.toHaveBeenCalled()
  })
})
