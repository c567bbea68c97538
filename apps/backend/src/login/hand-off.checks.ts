import { equals, show, type Check } from '@frontchannel/conformance'
import { flowById, flows, issuesIdToken } from '@frontchannel/relying-party'
import type { CodeHandOff } from '@frontchannel/contract/session'

/** What a hand-off is held against before its code is used. */
export interface HandOffExpectation {
  readonly issuer: string
  readonly redirectUris: readonly string[]
}

type HandOffCheck = Check<CodeHandOff, HandOffExpectation>

const ours = flows.filter(({ redeemedBy }) => redeemedBy === 'back-end')

/** What is checked of a hand-off, in order; nothing leaves for the provider before. */
export const handOffChecks = [
  {
    // a code of another provider would be sent to this one, together with our secret (mix-up)
    id: 'code-hand-off.issuer',
    requirements: ['RFC9207-2.4'],
    test: ({ issuer }, expected) => equals(issuer, expected.issuer),
  },
  {
    id: 'code-hand-off.flow',
    requirements: ['RFC6749-4.1.3'],
    test: ({ flow }) => ({
      passed: ours.some(({ id }) => id === flow),
      expected: ours.map(({ id }) => show(id)).join(', '),
      actual: show(flow),
    }),
  },
  {
    id: 'code-hand-off.redirect_uri',
    requirements: ['RFC6749-3.1.2', 'RFC6749-4.1.3'],
    test: ({ redirectUri }, { redirectUris }) => ({
      passed: redirectUris.includes(redirectUri),
      expected: redirectUris.map(show).join(' or '),
      actual: show(redirectUri),
    }),
  },
  {
    // without it the second ID Token could be about somebody else than the first
    id: 'code-hand-off.subject',
    requirements: ['OIDCC-3.3.3.6'],
    test({ flow, idTokenSubject }) {
      const isPromised = issuesIdToken(flowById(flow))
      return {
        passed: isPromised === (idTokenSubject !== undefined),
        expected: isPromised ? 'the subject of the first ID Token' : 'no subject',
        actual: show(idTokenSubject),
      }
    },
  },
] as const satisfies readonly HandOffCheck[]
