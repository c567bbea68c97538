// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openLogoutChannel } from './logout-channel.ts'

describe('openLogoutChannel', () => {
  beforeEach(() => {
    localStorage.clear()
  })

  it('tells the other tabs', async () => {
    const heard = vi.fn()
    openLogoutChannel(localStorage).onLogout(heard)
    openLogoutChannel(localStorage).announce()
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce())
  })

  it('tells a tab that was asleep, of a logout after its login only (R21, R29)', () => {
    const channel = openLogoutChannel(localStorage, () => 1_000)
    expect(channel.announcedSince(500)).toBe(false)
    channel.announce()
    expect(channel.announcedSince(500)).toBe(true)
    expect(channel.announcedSince(1_500)).toBe(false)
  })

  it('goes without a storage that is full or switched off', () => {
    const refuse = (): never => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    const channel = openLogoutChannel({ getItem: refuse, setItem: refuse })
    expect(() => channel.announce()).not.toThrow()
    expect(channel.announcedSince(0)).toBe(false)
  })

  it('goes without a channel where the browser refuses one (R32)', () => {
    vi.stubGlobal('BroadcastChannel', function refuse() {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    })
    const channel = openLogoutChannel(undefined)
    channel.onLogout(vi.fn())
    channel.announce()
    expect(channel.announcedSince(0)).toBe(false)
    vi.unstubAllGlobals()
  })
})
