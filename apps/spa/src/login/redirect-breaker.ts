/** Whether the app may leave for the provider without being told to. */
export interface RedirectBreaker {
  /** Counts the redirect that follows, if it says yes. */
  readonly allow: () => boolean
}

const key = 'frontchannel.redirected'
const pause = 30_000
const period = 600_000
const most = 3 // in one period: a session that lasts that short is no session

/**
 * Breaks login loops: a redirect that leads back to the reason for it is repeated by nobody but
 * the user. Where nothing can be counted, nothing is done, as an uncounted redirect may be the
 * hundredth.
 */
export function redirectBreaker(
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined,
  now: () => number = Date.now,
): RedirectBreaker {
  const times = (): number[] =>
    (storage?.getItem(key) ?? '')
      .split(' ')
      .map(Number)
      // by distance: a clock that was set back must not lock the redirect up, nor set it free
      .filter((time) => time > 0 && Math.abs(now() - time) < period)

  return {
    allow() {
      try {
        const before = times()
        const recent = before.some((time) => Math.abs(now() - time) < pause)
        if (!storage || recent || before.length >= most) return false
        storage.setItem(key, [...before, now()].join(' '))
        return times().includes(now()) // some storages forget without an error
      } catch {
        return false
      }
    },
  }
}
