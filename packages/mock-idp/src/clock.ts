/** The time of one tenant: that of the machine, moved. Tokens, codes and sessions all live by it. */
export interface Clock {
  readonly now: () => Date
  readonly advance: (seconds: number) => void
  /** Jumps to a moment, and goes on from there or stands still. */
  readonly set: (moment: Date, stopped: boolean) => void
}

export function createClock(base: () => Date): Clock {
  let offset = 0
  let stoppedAt: number | undefined
  return {
    now: () => new Date(stoppedAt ?? base().getTime() + offset),
    advance(seconds) {
      offset += seconds * 1000
      if (stoppedAt !== undefined) stoppedAt += seconds * 1000
    },
    set(moment, stopped) {
      offset = moment.getTime() - base().getTime()
      stoppedAt = stopped ? moment.getTime() : undefined
    },
  }
}
