import { show, type Check } from '@frontchannel/conformance'
import type { CompactJws } from './compact-jws.ts'
import type { KeyChoice } from './select-key.ts'
import { verifySignature } from './verify-signature.ts'

/** A JWT on its way through the checks. */
export interface SignedSubject extends CompactJws {
  /** The provider's key for it; fetched when first asked for. */
  readonly chooseKey: () => Promise<KeyChoice>
}

export interface SignedExpectation {
  readonly algorithms: readonly string[]
}

const inWords = (list: readonly string[]): string => list.join(', ')

/**
 * Whether a JWT is what its issuer signed: the rows that come before any claim is judged.
 *
 * @param artefact the first word of their ids
 */
export function signatureChecks<const Artefact extends string>(artefact: Artefact) {
  return [
    {
      id: `${artefact}.format`,
      requirements: ['RFC7515-2', 'RFC7515-4', 'RFC7519-4'],
      test: ({ problem }) => ({
        passed: problem === undefined,
        expected: 'three canonical base64url parts, the first two JSON objects',
        actual: problem ?? 'such parts',
      }),
    },
    {
      // an extension that we skip could change what the signature means
      id: `${artefact}.crit`,
      requirements: ['RFC7515-4.1.11'],
      test: ({ header }) => {
        const used = ['crit', 'b64', 'zip'].filter((name) => Object.hasOwn(header, name))
        return {
          passed: used.length === 0,
          expected: 'a header without extensions',
          actual: used.length === 0 ? 'such a header' : inWords(used),
        }
      },
    },
    {
      // a JWT of another kind by the same issuer carries a good signature too
      id: `${artefact}.typ`,
      requirements: ['RFC8725-3.11'],
      test: ({ header: { typ } }) => ({
        passed: typ === undefined || (typeof typ === 'string' && !/\+jwt$/i.test(typ)),
        expected: '"JWT" or nothing',
        actual: show(typ),
      }),
    },
    {
      id: `${artefact}.alg`,
      requirements: ['RFC8725-3.1', 'OIDCC-3.1.3.7'],
      test: ({ header: { alg } }, { algorithms }) => ({
        passed: typeof alg === 'string' && algorithms.includes(alg),
        expected: inWords(algorithms),
        actual: show(alg),
      }),
    },
    {
      id: `${artefact}.kid`,
      requirements: ['RFC7515-4.1.4', 'OIDCC-10.1', 'RFC7518-3.3'],
      test: async ({ header, chooseKey }) => {
        const { problem } = await chooseKey()
        const kid = header['kid'] === undefined ? '' : ` for ${show(header['kid'])}`
        return {
          passed: problem === undefined,
          expected: 'exactly one key of the provider that fits',
          actual: `${problem ?? 'one'}${kid}`,
        }
      },
    },
    {
      id: `${artefact}.signature`,
      requirements: ['RFC7515-5.2', 'OIDCC-3.1.3.7'],
      test: async ({ token, header: { alg }, chooseKey }) => {
        const { key } = await chooseKey()
        const verified = key !== undefined && (await verifySignature(token, alg, key))
        return {
          passed: verified,
          expected: 'a signature by that key',
          actual: verified ? 'one' : 'one that does not verify',
        }
      },
    },
  ] as const satisfies readonly Check<SignedSubject, SignedExpectation>[]
}
