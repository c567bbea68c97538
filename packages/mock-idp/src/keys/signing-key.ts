import type { JWK } from 'jose'
import { randomId } from '../random.ts'
import { algorithms } from './algorithms.ts'
import type { AlgorithmName } from './algorithms.ts'

/** A key that signs. `kid` and `publicJwk` are missing for shared secrets: they are never published. */
export interface SigningKey {
  readonly alg: AlgorithmName
  readonly kid?: string
  readonly privateKey: CryptoKey
  readonly publicJwk?: JWK
}

/** Makes a signing key of a private JWK. */
export async function importSigningKey(
  jwk: JWK,
  alg: AlgorithmName,
  kid: string,
): Promise<SigningKey> {
  const { key } = algorithms[alg]
  const privateKey = await crypto.subtle.importKey('jwk', jwk as JsonWebKey, key, true, ['sign'])
  return { alg, kid, privateKey, publicJwk: publicPart(jwk, alg, kid) }
}

/** Makes a new key pair. */
export async function generateSigningKey(alg: AlgorithmName): Promise<SigningKey> {
  const { key } = algorithms[alg]
  const pair = (await crypto.subtle.generateKey(key, true, ['sign', 'verify'])) as CryptoKeyPair
  const jwk = (await crypto.subtle.exportKey('jwk', pair.privateKey)) as JWK
  const kid = randomId(8)
  return { alg, kid, privateKey: pair.privateKey, publicJwk: publicPart(jwk, alg, kid) }
}

/** The key of a shared secret, for HS256. */
export async function secretKey(secret: string | Uint8Array): Promise<SigningKey> {
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret
  const key = algorithms.HS256.key
  const privateKey = await crypto.subtle.importKey('raw', new Uint8Array(bytes), key, true, [
    'sign',
  ])
  return { alg: 'HS256', privateKey }
}

/** Picks the public members by name, so that a member nobody thought of cannot leak. */
function publicPart({ kty, n, e, crv, x, y }: JWK, alg: AlgorithmName, kid: string): JWK {
  const members = { kty, n, e, crv, x, y, kid, alg, use: 'sig' }
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
