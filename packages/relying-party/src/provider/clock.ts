import type { ProviderEnvironment } from '../environment.ts'

/** What time it is, in seconds since the epoch. */
export interface Clock {
  /** By the provider's clock, where it is known and ours is not off by too much. */
  readonly now: number
  /** How far the provider's clock is ahead of ours, if that is known. */
  readonly offset: number | undefined
}

/** A clock that is off by more than this is not corrected: it is told to the user. */
const maxClockOffsetSeconds = 300

/** How far the provider's clock is ahead of ours, by the Date header, if we may read it. */
export function clockOffsetOf(headers: Headers, env: ProviderEnvironment): number | undefined {
  const date = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(date) ? undefined : Math.round((date - env.now().getTime()) / 1000)
}

/** The time as the provider sees it, if our clock is not off by too much. */
export function providerClock(now: Date, offset: number | undefined): Clock {
  const correction = isTooFar(offset) ? 0 : (offset ?? 0)
  return { now: now.getTime() / 1000 + correction, offset }
}

/** Whether our clock is so wrong that someone should set it. */
export function isTooFar(offset: number | undefined): boolean {
  return offset !== undefined && Math.abs(offset) > maxClockOffsetSeconds
}
