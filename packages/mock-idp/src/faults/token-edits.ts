import { base64url, exportSPKI, importJWK } from 'jose'
import { algorithms } from '../keys/algorithms.ts'
import type { AlgorithmName } from '../keys/algorithms.ts'
import { generateSigningKey, importSigningKey, secretKey } from '../keys/signing-key.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import type { TokenDraft } from '../tokens/draft.ts'
import type { Injector } from './inject.ts'

/** Ways to break a JWT that several tables use. */
export type TokenEdit = Injector<TokenDraft>

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export const setClaim =
  (name: string, value: unknown): TokenEdit =>
  ({ claims }) => {
    claims[name] = value
  }

/** Changes a claim that is a text. */
export const changeClaim =
  (name: string, change: (text: string) => unknown): TokenEdit =>
  ({ claims }) => {
    claims[name] = change(textOf(claims[name]))
  }

export const append1 = (name: string): TokenEdit => changeClaim(name, (text) => `${text}1`)

export const removeClaim =
  (name: string): TokenEdit =>
  ({ claims }) => {
    claims[name] = undefined // JSON leaves it out
  }

export const setHeader =
  (name: string, value: unknown): TokenEdit =>
  ({ header }) => {
    header[name] = value
  }

export const removeHeader = (name: string): TokenEdit => setHeader(name, undefined)

/** Changes the JSON text of the claims, for what no object can say. */
export const editClaims =
  (change: (json: string) => string): TokenEdit =>
  (draft) => {
    const { editClaims: earlier } = draft
    draft.editClaims = (json) => change(earlier?.(json) ?? json)
  }

/** Writes a claim as it is, for values that are no JSON or lose something in it. */
export const rawClaim = (name: string, raw: string): TokenEdit =>
  editClaims((json) =>
    json.replace(new RegExp(`"${name}":(?:"[^"]*"|[^,}]*)`), () => `"${name}":${raw}`),
  )

/** Changes the segments of the finished token. */
export const editSegments =
  (change: (header: string, claims: string, signature: string) => readonly string[]): TokenEdit =>
  (draft) => {
    draft.editToken = (token) => {
      const [header = '', claims = '', signature = ''] = token.split('.')
      return change(header, claims, signature).join('.')
    }
  }

export const editText =
  (change: (token: string) => string): TokenEdit =>
  (draft) => {
    draft.editToken = change
  }

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The same bytes, written with one of the bits set that the last character does not need. */
export function withSpareBit(token: string): string {
  const index = alphabet.indexOf(token.at(-1) ?? '')
  return `${token.slice(0, -1)}${alphabet[index | 1] ?? ''}`
}

export function asJsonSerialization(token: string): string {
  const [header, payload, signature] = token.split('.')
  return JSON.stringify({ protected: header, payload, signature })
}

/** Parsers take the first, or the last. */
export const duplicateAlg: TokenEdit = (draft) => {
  draft.editHeader = (json) => json.replace(/^{/, '{"alg":"none",')
}

export const editSignature =
  (change: (signature: Uint8Array) => Uint8Array): TokenEdit =>
  (draft) => {
    draft.editSignature = change
  }

/** Every byte changed, as the conformance suite spoils signatures. */
export const spoilSignature = editSignature((signature) => signature.map((byte) => byte ^ 0x5a))

/** No signature, and an alg that says so in some way. */
export const unsigned =
  (alg: string): TokenEdit =>
  (draft) => {
    draft.header['alg'] = alg
    draft.key = undefined
  }

/** Other claims under a signature that was made for the real ones. */
export const swapClaims: TokenEdit = editSegments((header, claims, signature) => {
  const read = JSON.parse(new TextDecoder().decode(base64url.decode(claims))) as object
  return [header, base64url.encode(JSON.stringify({ ...read, sub: 'auth0|admin' })), signature]
})

/** Signs with the key that signs anyway, by another algorithm of its kind. */
export const withAlgorithm =
  (alg: AlgorithmName): TokenEdit =>
  async (draft) => {
    if (!draft.key) return
    const jwk = await crypto.subtle.exportKey('jwk', draft.key.privateKey)
    delete jwk.alg
    draft.key = await importSigningKey({ ...jwk, kty: jwk.kty ?? '' }, alg, draft.key.kid ?? '')
    draft.header['alg'] = alg
  }

/** Signs with another published key. */
export const withPublishedKey =
  (alg: AlgorithmName): TokenEdit =>
  async (draft, provider) => {
    draft.key = await provider.keys.signingKey(alg)
    Object.assign(draft.header, { alg, kid: draft.key.kid })
  }

const strangers = new Map<AlgorithmName, Promise<SigningKey>>()

/** A key that nobody publishes; made once, because making it takes a tenth of a second. */
export function strangerKey(alg: AlgorithmName): Promise<SigningKey> {
  const key = strangers.get(alg) ?? generateSigningKey(alg)
  strangers.set(alg, key)
  return key
}

/** Signs with a key that nobody publishes; `kid` stays that of the real one. */
export const withStrangerKey =
  (alg?: AlgorithmName): TokenEdit =>
  async (draft) => {
    draft.key = await strangerKey(alg ?? draft.key?.alg ?? 'RS256')
    draft.header['alg'] = draft.key.alg
  }

/** HS256 with something public for the secret: works where alg is the token's choice. */
export const withSecret =
  (
    secretOf: (publicKey: SigningKey, draft: TokenDraft) => Promise<string | Uint8Array>,
  ): TokenEdit =>
  async (draft) => {
    if (!draft.key) return
    draft.key = await secretKey(await secretOf(draft.key, draft))
    draft.header['alg'] = 'HS256'
  }

/** The public half of a key as PEM: the text that a verifier may hold in its configuration. */
export async function publicPem({ publicJwk, alg }: SigningKey): Promise<string> {
  if (!publicJwk) return ''
  return exportSPKI((await importJWK(publicJwk, alg, { extractable: true })) as CryptoKey)
}

export const isAlgorithm = (alg: string): alg is AlgorithmName => Object.hasOwn(algorithms, alg)
