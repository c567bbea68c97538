import type { JWK } from 'jose'
import type { AlgorithmName } from './algorithms.ts'
import { devKeys } from './dev-keys.ts'
import { generateSigningKey, importSigningKey } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'

/** The algorithms that every tenant has a published key for. */
export const publishedAlgorithms = ['RS256', 'ES256'] as const

export interface Rotation {
  /** `now`, or when the next token is about to be signed: after clients cached the key set. */
  readonly when: 'now' | 'before-next-signature'
  /** Keeps the old keys published, so that tokens they signed still verify. */
  readonly keepOld: boolean
}

/** The keys of one tenant. The newest key of an algorithm signs. */
export interface KeyRing {
  /** The key that signs, after a rotation that was planned for this moment. */
  readonly signingKey: (alg: AlgorithmName) => Promise<SigningKey>
  /** The published keys, newest first. */
  readonly publicKeys: () => Promise<readonly JWK[]>
  /** The published keys, and those that once were: for what comes back to the provider itself. */
  readonly ownKeys: () => Promise<readonly JWK[]>
  readonly rotate: (rotation: Rotation) => Promise<void>
}

const publicPartsOf = (keys: readonly SigningKey[]): JWK[] =>
  keys.flatMap(({ publicJwk }) => publicJwk ?? [])

/** A mock that rotates all day need not remember every key. */
const mostRetired = 20

let imported: Promise<readonly SigningKey[]> | undefined

/** Imports the dev keys once for all tenants: an import costs more than creating a tenant may. */
const importDevKeys = (): Promise<readonly SigningKey[]> =>
  (imported ??= Promise.all(
    devKeys.map(({ jwk, alg, kid }) => importSigningKey(jwk, alg as AlgorithmName, kid)),
  ))

/** Creates the key ring of a tenant, holding the public development keys. */
export function createKeyRing(): KeyRing {
  let keys = importDevKeys()
  let retired: readonly SigningKey[] = []
  let planned: Rotation | undefined

  const rotateNow = async ({ keepOld }: Rotation): Promise<void> => {
    const fresh = await Promise.all(publishedAlgorithms.map((alg) => generateSigningKey(alg)))
    const old = await keys
    if (!keepOld) retired = [...old, ...retired].slice(0, mostRetired)
    keys = Promise.resolve([...fresh, ...(keepOld ? old : [])])
  }

  return {
    async signingKey(alg) {
      if (planned) {
        const rotation = planned
        planned = undefined
        await rotateNow(rotation)
      }
      const key = (await keys).find((candidate) => candidate.alg === alg)
      if (!key) throw new Error(`no key for ${alg}`)
      return key
    },
    publicKeys: async () => publicPartsOf(await keys),
    ownKeys: async () => publicPartsOf([...(await keys), ...retired]),
    async rotate(rotation) {
      if (rotation.when === 'now') await rotateNow(rotation)
      else planned = rotation
    },
  }
}
