import { ConfigurationError } from '../configuration-error.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'

/** What an algorithm needs of a key, the hash that belongs to it, and how WebCrypto calls it. */
export interface SignatureAlgorithm {
  readonly kty: 'RSA' | 'EC' | 'OKP'
  readonly crv?: string
  readonly hash: string
  readonly webCrypto: WebCryptoAlgorithm
}

interface WebCryptoAlgorithm {
  readonly name: string
  readonly hash?: string
  readonly namedCurve?: string
  readonly saltLength?: number
}

/**
 * The algorithms that can be configured. No HMAC: a browser keeps no secret, and a public key that
 * serves as one is a forgery. No `none`.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7518#section-3.1 RFC 7518 §3.1}
 */
const algorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ['RS256', rsa(256)],
  ['RS384', rsa(384)],
  ['RS512', rsa(512)],
  ['PS256', pss(256)],
  ['PS384', pss(384)],
  ['PS512', pss(512)],
  ['ES256', ecdsa(256, 'P-256')],
  ['ES384', ecdsa(384, 'P-384')],
  ['ES512', ecdsa(512, 'P-521')],
  ['EdDSA', ed25519()],
  ['Ed25519', ed25519()],
])

type Bits = 256 | 384 | 512

function rsa(bits: Bits): SignatureAlgorithm {
  const hash = `SHA-${bits}`
  return { kty: 'RSA', hash, webCrypto: { name: 'RSASSA-PKCS1-v1_5', hash } }
}

function pss(bits: Bits): SignatureAlgorithm {
  const hash = `SHA-${bits}`
  // RFC 7518 §3.5: the salt is as long as the hash
  return { kty: 'RSA', hash, webCrypto: { name: 'RSA-PSS', hash, saltLength: bits / 8 } }
}

function ecdsa(bits: Bits, crv: string): SignatureAlgorithm {
  const hash = `SHA-${bits}`
  return { kty: 'EC', crv, hash, webCrypto: { name: 'ECDSA', namedCurve: crv, hash } }
}

function ed25519(): SignatureAlgorithm {
  return { kty: 'OKP', crv: 'Ed25519', hash: 'SHA-512', webCrypto: { name: 'Ed25519' } }
}

/** The names of the algorithms that can be configured. */
export const signatureAlgorithms: readonly string[] = [...algorithms.keys()]

/** What is known about a signature algorithm; undefined for HMAC, `none` and unknown ones. */
export function signatureAlgorithm(alg: unknown): SignatureAlgorithm | undefined {
  return typeof alg === 'string' ? algorithms.get(alg) : undefined
}

/** @throws {ConfigurationError} if one cannot be used, or there is none */
export function assertSignatureAlgorithms(configured: readonly string[]): void {
  const wrong = configured.find((alg) => !algorithms.has(alg))
  if (wrong === undefined && configured.length > 0) return
  const known = signatureAlgorithms.join(', ')
  throw new ConfigurationError(`"idTokenAlgorithms" has ${wrong ?? 'no member'}; known: ${known}`)
}

/**
 * The algorithms that an ID Token may be signed with: what is configured, else what a registration
 * without `id_token_signed_response_alg` gets: RS256, or, of a provider that cannot do RS256, what
 * it lists. Never the choice of a token.
 *
 * @see {@link https://openid.net/specs/openid-connect-registration-1_0.html#rfc.section.2 OpenID Connect Registration §2}
 */
export function acceptedAlgorithms(
  configured: readonly string[] | undefined,
  { id_token_signing_alg_values_supported: listed }: ProviderMetadata,
): readonly string[] {
  if (configured) return configured
  // the type is the provider's promise
  const values: readonly unknown[] = Array.isArray(listed) ? listed : []
  const usable = signatureAlgorithms.filter((alg) => values.includes(alg))
  return usable.length === 0 || usable.includes('RS256') ? ['RS256'] : usable
}
