/** How each JWS algorithm signs with Web Crypto, and with which hash (RFC 7518 §3). */
interface Algorithm {
  readonly hash: 'SHA-256' | 'SHA-384' | 'SHA-512'
  /** For importing and generating keys. */
  readonly key: RsaHashedKeyGenParams | EcKeyGenParams | HmacKeyGenParams | { name: string }
  /** For signing. */
  readonly sign: AlgorithmIdentifier | RsaPssParams | EcdsaParams
}

const rsa = (name: string, hash: string): RsaHashedKeyGenParams => ({
  name,
  hash,
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
})
const pkcs1 = 'RSASSA-PKCS1-v1_5'

export const algorithms = {
  RS256: { hash: 'SHA-256', key: rsa(pkcs1, 'SHA-256'), sign: pkcs1 },
  RS384: { hash: 'SHA-384', key: rsa(pkcs1, 'SHA-384'), sign: pkcs1 },
  RS512: { hash: 'SHA-512', key: rsa(pkcs1, 'SHA-512'), sign: pkcs1 },
  PS256: {
    hash: 'SHA-256',
    key: rsa('RSA-PSS', 'SHA-256'),
    sign: { name: 'RSA-PSS', saltLength: 32 },
  },
  ES256: {
    hash: 'SHA-256',
    key: { name: 'ECDSA', namedCurve: 'P-256' },
    sign: { name: 'ECDSA', hash: 'SHA-256' },
  },
  ES384: {
    hash: 'SHA-384',
    key: { name: 'ECDSA', namedCurve: 'P-384' },
    sign: { name: 'ECDSA', hash: 'SHA-384' },
  },
  EdDSA: { hash: 'SHA-512', key: { name: 'Ed25519' }, sign: 'Ed25519' },
  HS256: { hash: 'SHA-256', key: { name: 'HMAC', hash: 'SHA-256' }, sign: 'HMAC' },
} as const satisfies Record<string, Algorithm>

export type AlgorithmName = keyof typeof algorithms
