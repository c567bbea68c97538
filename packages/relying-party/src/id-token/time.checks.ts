import { show, type Finding } from '@frontchannel/conformance'
import { isTooFar } from '../provider/clock.ts'
import type { IdTokenCheck } from './checks.ts'
import type { IdTokenExpectation } from './id-token.ts'

// a front-channel ID Token is made for this very request, so an older one is a replay
const maxIssuedAgoSeconds = 600

/** When it was issued, and how long it is good for. */
export const timeChecks = [
  {
    id: 'id-token.exp',
    requirements: ['RFC7519-4.1.4', 'OIDCC-2'],
    test: ({ claims: { exp } }, expectation) =>
      within(exp, 0, expectation.maxLifetimeSeconds, expectation),
  },
  {
    id: 'id-token.iat',
    requirements: ['RFC7519-4.1.6', 'OIDCC-3.1.3.7'],
    test: ({ claims: { iat } }, expectation) => within(iat, -maxIssuedAgoSeconds, 0, expectation),
  },
  {
    id: 'id-token.nbf',
    requirements: ['RFC7519-4.1.5'],
    test: ({ claims: { nbf } }, expectation) =>
      nbf === undefined ? notAsked(nbf) : within(nbf, -Infinity, 0, expectation),
  },
  {
    id: 'id-token.auth_time',
    requirements: ['OIDCC-3.1.2.1', 'OIDCC-2', 'OIDCC-12.2'],
    test({ claims: { auth_time: at } }, expectation) {
      const { maxAge, origin, previous } = expectation
      if (maxAge !== undefined) return within(at, -maxAge, 0, expectation)
      // a refresh is no new authentication
      const before = origin.refreshed ? previous?.auth_time : undefined
      if (at === undefined || before === undefined) return notAsked(at)
      return { passed: at === before, expected: show(before), actual: show(at) }
    },
  },
] as const satisfies readonly IdTokenCheck[]

const notAsked = (value: unknown): Finding => ({
  passed: true,
  expected: 'anything: none was asked for',
  actual: show(value),
})

/** Compares a time with now, plus or minus so many seconds, with the tolerance on either side. */
function within(
  value: unknown,
  earliest: number,
  latest: number,
  { clock, clockToleranceSeconds: tolerance }: IdTokenExpectation,
): Finding {
  const { now, offset } = clock()
  const from = now + earliest - tolerance
  const to = now + latest + tolerance
  // 1e400 is Infinity, which is later than any bound. What expires now has expired.
  const passed = typeof value === 'number' && Number.isFinite(value) && value > from && value <= to
  const advice = isTooFar(offset)
    ? `, while our clock is ${String(offset)} s behind the provider's`
    : ''
  return {
    passed,
    expected: `after ${time(from)}, not after ${time(to)}`,
    actual: passed ? time(value) : time(value) + advice,
  }
}

function time(value: unknown): string {
  if (value === -Infinity) return 'any time'
  const date = new Date(typeof value === 'number' ? value * 1000 : Number.NaN)
  return Number.isNaN(date.getTime()) ? show(value) : date.toISOString()
}
