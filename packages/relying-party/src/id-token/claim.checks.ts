import { equals, show } from '@frontchannel/conformance'
import type { IdTokenCheck } from './checks.ts'

/** Who issued it, for whom, about whom. */
export const partyChecks = [
  {
    id: 'id-token.iss',
    requirements: ['RFC7519-4.1.1', 'OIDCC-3.1.3.7'],
    test: ({ claims: { iss } }, { issuer }) => equals(iss, issuer),
  },
  {
    // an audience that we do not know could replay the token here
    id: 'id-token.aud',
    requirements: ['RFC7519-4.1.3', 'OIDCC-3.1.3.7'],
    test({ claims: { aud } }, { clientId, trustedAudiences }) {
      const known = [clientId, ...trustedAudiences]
      const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
      return {
        passed:
          audiences.includes(clientId) && audiences.every((audience) => isIn(known, audience)),
        expected: known.map(show).join(', '),
        actual: show(aud),
      }
    },
  },
  {
    id: 'id-token.azp',
    requirements: ['OIDCC-2', 'OIDCC-3.1.3.7'],
    test({ claims: { aud, azp } }, { clientId }) {
      const shared = Array.isArray(aud) && aud.some((audience) => audience !== clientId)
      return {
        passed: azp === clientId || (azp === undefined && !shared),
        expected: shared ? show(clientId) : `${show(clientId)} or nothing`,
        actual: show(azp),
      }
    },
  },
] as const satisfies readonly IdTokenCheck[]

/** About whom, and for which request. */
export const bindingChecks = [
  {
    id: 'id-token.sub',
    requirements: ['RFC7519-4.1.2', 'OIDCC-2', 'OIDCC-3.3.3.6'],
    test({ claims: { sub } }, { previous }) {
      if (previous) return equals(sub, previous.sub)
      return {
        passed: typeof sub === 'string' && sub.length > 0 && sub.length <= 255,
        expected: 'a string of 1 to 255 characters',
        actual: show(sub),
      }
    },
  },
  {
    // without it a token stolen from another login of the same user or client would pass
    id: 'id-token.nonce',
    requirements: ['OIDCC-3.2.2.11', 'OIDCC-3.1.3.7'],
    test: ({ claims: { nonce } }, { nonce: expected, origin }) => ({
      passed: isSame(nonce, expected) || (origin.refreshed && nonce === undefined),
      expected: origin.refreshed ? `${show(expected)} or nothing` : show(expected),
      actual: show(nonce),
    }),
  },
] as const satisfies readonly IdTokenCheck[]

const isIn = (list: readonly string[], value: unknown): boolean =>
  typeof value === 'string' && list.includes(value)

/** Compares without telling by its duration how much was right. */
function isSame(actual: unknown, expected: string): boolean {
  if (typeof actual !== 'string' || actual.length !== expected.length) return false
  let difference = 0
  for (let index = 0; index < expected.length; index += 1) {
    difference |= actual.charCodeAt(index) ^ expected.charCodeAt(index)
  }
  return difference === 0
}
