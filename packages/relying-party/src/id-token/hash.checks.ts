import { equals, show, type Finding } from '@frontchannel/conformance'
import type { IdTokenCheck } from './checks.ts'
import { tokenHash } from './token-hash.ts'

/** What the ID Token says about its neighbours in the response. */
export const hashChecks = [
  {
    // without it a code stolen from another login could be put beside a good ID Token
    id: 'id-token.c_hash',
    requirements: ['OIDCC-3.3.2.10'],
    appliesTo: ({ besideCode }) => besideCode,
    test: ({ header, claims }, { code }) => matches(claims['c_hash'], code, header['alg']),
  },
  {
    // without it a swapped Access Token passes as the user's (RFC 6749 §10.16)
    id: 'id-token.at_hash',
    requirements: ['OIDCC-3.2.2.9', 'OIDCC-3.3.2.9'],
    appliesTo: ({ besideAccessToken }) => besideAccessToken,
    test({ header, claims }, { accessToken, origin }) {
      const hash = claims['at_hash']
      if (hash === undefined && origin.endpoint === 'token') {
        // OpenID Connect Core §3.1.3.6: optional where TLS has bound the two together
        return { passed: true, expected: 'the hash, or nothing', actual: 'nothing' }
      }
      return matches(hash, accessToken, header['alg'])
    },
  },
] as const satisfies readonly IdTokenCheck[]

async function matches(actual: unknown, value: string | undefined, alg: unknown): Promise<Finding> {
  if (value !== undefined) return equals(actual, await tokenHash(value, alg))
  return { passed: false, expected: 'a value to hash', actual: show(actual) }
}
