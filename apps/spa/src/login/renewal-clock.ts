export interface RenewalClock {
  /** Sets the moment, in milliseconds since the epoch, by which a renewal must have happened. */
  readonly set: (expiresAt: number) => void
  /** The renewal failed, and may succeed later. */
  readonly retry: () => void
  readonly stop: () => void
}

const margin = 60_000 // time for a slow provider
const shortestPause = 5_000
const pauseAfterFailure = 30_000
const longestTimer = 2 ** 31 - 1 // longer ones fire at once

/**
 * Calls `renew` shortly before a token expires. The timer is only a hint, as a sleeping machine
 * and a background tab stop it: the wall clock is read again whenever somebody comes back, and
 * nothing is renewed for a tab that nobody looks at.
 */
export function createRenewalClock(renew: () => void, now: () => number = Date.now): RenewalClock {
  let due = Infinity
  let failed = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const check = (): void => {
    if (due === Infinity || document.visibilityState === 'hidden') return
    if (now() >= due) {
      due = Infinity // until the renewal sets the next one
      failed = false
      renew()
    } else {
      schedule()
    }
  }
  const schedule = (): void => {
    clearTimeout(timer)
    timer = setTimeout(check, Math.min(due - now(), longestTimer))
  }
  document.addEventListener('visibilitychange', check)
  window.addEventListener('pageshow', check)
  window.addEventListener('online', () => {
    if (failed) due = now() // what kept it from succeeding is over
    check()
  })

  return {
    set(expiresAt) {
      failed = false
      const lifetime = Math.max(0, expiresAt - now())
      // a token of two minutes must not be renewed all the time, nor one that is born expired
      due = Math.max(expiresAt - Math.min(margin, lifetime / 4), now() + shortestPause)
      schedule()
    },
    retry() {
      failed = true
      due = now() + pauseAfterFailure
      schedule()
    },
    stop() {
      failed = false
      due = Infinity
      clearTimeout(timer)
    },
  }
}
