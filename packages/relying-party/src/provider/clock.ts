import type { ProviderEnvironment } from '../environment.ts'

/** A clock that is off by more than this is not corrected: it is told to the user. */
export const maxClockOffsetSeconds = 300

/** How far the provider's clock is ahead of ours, by the Date header, if we may read it. */
export function clockOffsetOf(headers: Headers, env: ProviderEnvironment): number | undefined {
  const date = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(date) ? undefined : Math.round((date - env.now().getTime()) / 1000)
}

/** The time as the provider sees it, in seconds, if our clock is not off by too much. */
export function providerTime(now: Date, offsetSeconds: number | undefined): number {
  const offset = offsetSeconds ?? 0
  const seconds = now.getTime() / 1000
  return Math.abs(offset) <= maxClockOffsetSeconds ? seconds + offset : seconds
}
