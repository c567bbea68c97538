import { show, type Finding } from '@frontchannel/conformance'
import type { IdTokenCheck } from './checks.ts'

// a front-channel ID Token is made for this very request, so an older one is a replay
const maxIssuedAgoSeconds = 600

/** When it was issued, and how long it is good for. */
export const timeChecks = [
  {
    id: 'id-token.exp',
    requirements: ['RFC7519-4.1.4', 'OIDCC-2'],
    test: ({ claims: { exp } }, { now, clockToleranceSeconds: tolerance, maxLifetimeSeconds }) =>
      within(exp, now() - tolerance, now() + tolerance + maxLifetimeSeconds),
  },
  {
    id: 'id-token.iat',
    requirements: ['RFC7519-4.1.6', 'OIDCC-3.1.3.7'],
    test: ({ claims: { iat } }, { now, clockToleranceSeconds: tolerance }) =>
      within(iat, now() - tolerance - maxIssuedAgoSeconds, now() + tolerance),
  },
  {
    id: 'id-token.nbf',
    requirements: ['RFC7519-4.1.5'],
    test: ({ claims: { nbf } }, { now, clockToleranceSeconds: tolerance }) =>
      nbf === undefined
        ? { passed: true, expected: 'nothing, or a time', actual: 'nothing' }
        : within(nbf, -Infinity, now() + tolerance),
  },
  {
    id: 'id-token.auth_time',
    requirements: ['OIDCC-3.1.2.1', 'OIDCC-2'],
    appliesTo: ({ refreshed }) => !refreshed,
    test({ claims: { auth_time: at } }, { now, maxAge, clockToleranceSeconds: tolerance }) {
      if (maxAge === undefined) {
        return { passed: true, expected: 'anything: no age was asked for', actual: show(at) }
      }
      return within(at, now() - tolerance - maxAge, now() + tolerance)
    },
  },
] as const satisfies readonly IdTokenCheck[]

/** `from` is not included: a token that expires now has expired. */
function within(value: unknown, from: number, to: number): Finding {
  // 1e400 is Infinity, and passes every comparison with a lower bound
  const passed = typeof value === 'number' && Number.isFinite(value) && value > from && value <= to
  return {
    passed,
    expected:
      from === -Infinity ? `not after ${time(to)}` : `between ${time(from)} and ${time(to)}`,
    actual: time(value),
  }
}

function time(value: unknown): string {
  const date = new Date(typeof value === 'number' ? value * 1000 : Number.NaN)
  return Number.isNaN(date.getTime()) ? show(value) : date.toISOString()
}
