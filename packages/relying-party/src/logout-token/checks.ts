import { equals, show, type Check } from '@frontchannel/conformance'
import {
  signatureChecks,
  type SignedExpectation,
  type SignedSubject,
} from '../id-token/signature.checks.ts'
import { isJsonObject } from '../strict-json.ts'

/** What a logout token is held against. */
export interface LogoutTokenExpectation extends SignedExpectation {
  readonly issuer: string
  readonly clientId: string
  /** Seconds since the epoch. */
  readonly now: number
  readonly clockToleranceSeconds: number
}

type LogoutTokenCheck = Check<SignedSubject, LogoutTokenExpectation>

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'
const maxAgeSeconds = 120 // it is sent as soon as it is made
const maxLifetimeSeconds = 600

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 255

/**
 * What is checked of a logout token, in order.
 *
 * @see {@link https://openid.net/specs/openid-connect-backchannel-1_0.html#rfc.section.2.6 Back-Channel Logout §2.6}
 */
export const logoutTokenChecks: readonly LogoutTokenCheck[] = [
  ...signatureChecks('logout-token').filter(({ id }) => id !== 'logout-token.typ'),
  {
    // any other JWT that the provider signs for this client could be turned into a logout
    id: 'logout-token.typ',
    requirements: ['OIDCBCL-2.4', 'RFC8725-3.11'],
    test: ({ header: { typ } }) => ({
      passed: typeof typ === 'string' && /^(application\/)?logout\+jwt$/i.test(typ),
      expected: '"logout+jwt"',
      actual: show(typ),
    }),
  },
  {
    id: 'logout-token.iss',
    requirements: ['OIDCBCL-2.6', 'RFC7519-4.1.1'],
    test: ({ claims: { iss } }, { issuer }) => equals(iss, issuer),
  },
  {
    id: 'logout-token.aud',
    requirements: ['OIDCBCL-2.6', 'RFC7519-4.1.3'],
    test({ claims: { aud } }, { clientId }) {
      const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
      return {
        passed: audiences.length > 0 && audiences.every((audience) => audience === clientId),
        expected: show(clientId),
        actual: show(aud),
      }
    },
  },
  {
    id: 'logout-token.exp',
    requirements: ['OIDCBCL-2.4', 'RFC7519-4.1.4'],
    test: ({ claims: { exp } }, { now, clockToleranceSeconds: tolerance }) =>
      between(exp, now - tolerance, now + tolerance + maxLifetimeSeconds),
  },
  {
    // an old one is a replay: what it ended may have begun anew
    id: 'logout-token.iat',
    requirements: ['OIDCBCL-2.6', 'RFC7519-4.1.6'],
    test: ({ claims: { iat } }, { now, clockToleranceSeconds: tolerance }) =>
      between(iat, now - tolerance - maxAgeSeconds, now + tolerance),
  },
  {
    id: 'logout-token.jti',
    requirements: ['OIDCBCL-2.4'],
    test: ({ claims: { jti } }) => ({
      passed: isText(jti),
      expected: 'a string of 1 to 255 characters',
      actual: show(jti),
    }),
  },
  {
    id: 'logout-token.sub',
    requirements: ['OIDCBCL-2.6'],
    test({ claims: { sub, sid } }) {
      const given = [sub, sid].filter((value) => value !== undefined)
      return {
        passed: given.length > 0 && given.every(isText),
        expected: '"sub", "sid" or both, as text',
        actual: `${show(sub)}, ${show(sid)}`,
      }
    },
  },
  {
    id: 'logout-token.events',
    requirements: ['OIDCBCL-2.6'],
    test({ claims: { events } }) {
      const event =
        isJsonObject(events) && Object.hasOwn(events, logoutEvent) ? events[logoutEvent] : undefined
      return {
        passed: isJsonObject(event),
        expected: `an object with the member ${show(logoutEvent)}`,
        actual: show(events),
      }
    },
  },
  {
    // with one it could be an ID Token, and serve as such
    id: 'logout-token.nonce',
    requirements: ['OIDCBCL-2.6'],
    test: ({ claims }) => ({
      passed: !Object.hasOwn(claims, 'nonce'),
      expected: 'no nonce',
      actual: Object.hasOwn(claims, 'nonce') ? 'a nonce' : 'none',
    }),
  },
]

function between(value: unknown, from: number, to: number) {
  const passed = typeof value === 'number' && Number.isFinite(value) && value > from && value <= to
  return { passed, expected: `between ${from} and ${to}`, actual: show(value) }
}
