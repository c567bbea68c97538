import { base64url } from 'jose'
import { algorithms } from '../keys/algorithms.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import type { TokenDraft } from './draft.ts'

/**
 * Signs a draft as a compact JWS (RFC 7515 §7.1), whatever it says.
 *
 * Does not validate anything: a draft may be as broken as its faults want it.
 */
export async function signDraft(draft: TokenDraft): Promise<string> {
  const { editHeader = same, editClaims = same, editSignature = same, editToken = same } = draft
  const header = base64url.encode(editHeader(JSON.stringify(draft.header)))
  const claims = base64url.encode(editClaims(JSON.stringify(draft.claims)))
  const signature = draft.key ? await sign(`${header}.${claims}`, draft.key) : new Uint8Array()
  return editToken(`${header}.${claims}.${base64url.encode(editSignature(signature))}`)
}

const same = <T>(value: T): T => value

async function sign(input: string, { alg, privateKey }: SigningKey): Promise<Uint8Array> {
  const { sign: parameters } = algorithms[alg]
  const bytes = new TextEncoder().encode(input)
  return new Uint8Array(await crypto.subtle.sign(parameters, privateKey, bytes))
}
