import { base64url } from 'jose'
import { randomId } from '../../random.ts'
import type { TokenDraft } from '../../tokens/draft.ts'
import type { Injectors } from '../inject.ts'
import { editClaims, editSegments } from '../token-edits.ts'
import type { TokenEdit } from '../token-edits.ts'

const editText =
  (change: (token: string) => string): TokenEdit =>
  (draft) => {
    draft.editToken = change
  }

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The same bytes, written with one of the bits set that the last character does not need. */
function spareBit(token: string): string {
  const index = alphabet.indexOf(token.at(-1) ?? '')
  return `${token.slice(0, -1)}${alphabet[index | 1] ?? ''}`
}

export const shapeInjectors = {
  'access-token.format.opaque': editText(() => randomId()),
  'access-token.format.two-segments': editSegments((header, claims) => [header, claims]),
  'access-token.format.four-segments': editText((token) => `${token}.${randomId(8)}`),
  'access-token.format.many-dots': editText((token) => `${token}${'.'.repeat(5000)}`),
  'access-token.format.header-not-json': (draft) => {
    draft.editHeader = (json) => json.slice(0, -1)
  },
  'access-token.format.claims-string': editClaims((json) => JSON.stringify(json)),
  'access-token.format.claims-array': editClaims((json) => `[${json}]`),
  'access-token.format.padded': editText((token) => `${token}==`),
  'access-token.format.standard-alphabet': editSegments((header, claims, signature) => [
    header,
    claims,
    // a signature without either letter would be the same in both alphabets
    signature.replace(/^../, '+/').replaceAll('-', '+').replaceAll('_', '/'),
  ]),
  'access-token.format.trailing': editText((token) => `${token}!!`),
  'access-token.format.non-canonical': editText(spareBit),
  'access-token.format.duplicate-claim': editClaims((json) =>
    json.replace(/}$/, ',"sub":"auth0|admin"}'),
  ),
  'access-token.format.duplicate-alg': (draft) => {
    draft.editHeader = (json) => json.replace(/^{/, '{"alg":"none",')
  },
  'access-token.format.byte-order-mark': editClaims((json) => `\ufeff${json}`),
  'access-token.format.json-serialized': editText((token) => {
    const [header, payload, signature] = token.split('.')
    return JSON.stringify({ protected: header, payload, signature })
  }),
  'access-token.format.nested-deeply': editClaims((json) =>
    json.replace(/}$/, `,"deep":${'['.repeat(1500)}${']'.repeat(1500)}}`),
  ),
  'access-token.format.encrypted': editSegments((header, claims, signature) => [
    base64url.encode('{"alg":"RSA-OAEP-256","enc":"A256GCM"}'),
    signature,
    header,
    claims,
    signature,
  ]),
  'access-token.size.4k': ({ claims }) => {
    claims['https://padding.example/'] = 'x'.repeat(4096)
  },
  'access-token.claims.proto': editClaims((json) =>
    json.replace(/}$/, ',"__proto__":{"admin":true}}'),
  ),
} satisfies Partial<Injectors<'access-token', TokenDraft>>
