import type { SigningKey } from '../keys/signing-key.ts'

export type JsonObject = Record<string, unknown>

/**
 * A JWT before it is signed. The provider fills in `header`, `claims` and `key`; the other members
 * are for faults, which need to break what no JOSE library would let them break.
 */
export interface TokenDraft {
  header: JsonObject
  claims: JsonObject
  /** Undefined: no signature. */
  key: SigningKey | undefined
  /** Changes the JSON text of header or claims before it is encoded. */
  editHeader?: (json: string) => string
  editClaims?: (json: string) => string
  editSignature?: (signature: Uint8Array) => Uint8Array
  /** Changes the finished token. */
  editToken?: (token: string) => string | Promise<string>
}

/** The draft of a token as it should be: `alg` and `kid` are those of the key. */
export function draftToken(typ: string, claims: JsonObject, key: SigningKey): TokenDraft {
  const header = { alg: key.alg, typ, ...(key.kid && { kid: key.kid }) }
  return { header, claims, key }
}
