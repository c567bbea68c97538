import { exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose'

/** A key pair of the test provider. */
export interface TestKey {
  readonly alg: string
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly jwk: JWK
}

export async function createKey(alg: string, kid = `${alg}-key`): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg)
  return { alg, kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

/** One key for each algorithm that the package knows, made when first asked for. */
const made = new Map<string, Promise<TestKey>>()

export function keyFor(alg: string): Promise<TestKey> {
  const known = made.get(alg) ?? createKey(alg)
  made.set(alg, known)
  return known
}
