import type { JWK } from 'jose'
import { generateSigningKey } from '../keys/signing-key.ts'
import type { AlgorithmName } from '../keys/algorithms.ts'
import { randomId } from '../random.ts'
import type { Injector, Injectors } from './inject.ts'
import { strangerKey } from './token-edits.ts'
import { weakKey } from './weak-key.ts'

/** A key set before it is published. */
export interface KeySet {
  keys: JWK[]
}

const eachKey =
  (change: (key: JWK) => JWK | Promise<JWK>): Injector<KeySet> =>
  async (set) => {
    set.keys = await Promise.all(set.keys.map(async (key) => change(key)))
  }

const without =
  (...names: readonly string[]) =>
  (key: JWK): JWK => {
    const left = Object.entries(key).filter(([name]) => !names.includes(name))
    return Object.fromEntries(left)
  }

const add =
  (...keys: readonly JWK[]): Injector<KeySet> =>
  (set) =>
    void set.keys.push(...keys)

/** The stranger's key in place of a real one, under its kid. */
async function replaced(key: JWK): Promise<JWK> {
  const { publicJwk } = await strangerKey(key.alg as AlgorithmName)
  return { ...key, ...publicJwk, kid: key.kid ?? '' }
}

/** How a key set goes wrong. */
export const jwksInjectors: Injectors<'jwks', KeySet> = {
  'jwks.kid.missing': eachKey(without('kid')),
  'jwks.kid.missing-many': async (set) => {
    const more = await Promise.all(
      set.keys.flatMap(({ alg }) =>
        [1, 2].map(async () => (await generateSigningKey(alg as AlgorithmName)).publicJwk ?? []),
      ),
    )
    set.keys = [...set.keys, ...more.flat()].map(without('kid'))
  },
  'jwks.kid.duplicated': async (set) => {
    const [first] = set.keys
    if (first) set.keys.push(await replaced(first))
  },
  'jwks.keys.empty': (set) => {
    set.keys = []
  },
  'jwks.keys.stranger': eachKey(replaced),
  'jwks.keys.encryption': eachKey((key) => ({ ...key, use: 'enc' })),
  'jwks.keys.weak': eachKey((key) =>
    key.kty === 'RSA' ? { ...weakKey, kid: key.kid ?? '' } : key,
  ),
  'jwks.keys.symmetric': add({ kty: 'oct', kid: randomId(8), k: randomId(), alg: 'HS256' }),
  'jwks.keys.private': async (set, provider) => {
    const signing = await Promise.all([
      provider.keys.signingKey('RS256'),
      provider.keys.signingKey('ES256'),
    ])
    // the development keys are public anyway: what leaks here is worth nothing
    set.keys = (await Promise.all(
      signing.map(async ({ privateKey, publicJwk }) => ({
        ...(await crypto.subtle.exportKey('jwk', privateKey)),
        key_ops: undefined,
        ...publicJwk,
      })),
    )) as JWK[]
  },
  'jwks.keys.unknown': add(
    { kty: 'AKP', kid: randomId(8), alg: 'ML-DSA-44', pub: randomId() },
    { kty: 'future', kid: randomId(8) },
  ),
  'jwks.alg.missing': eachKey(without('use', 'alg')),
}
