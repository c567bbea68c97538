import { base64url } from 'jose'
import { randomId } from '../../random.ts'
import type { TokenDraft } from '../../tokens/draft.ts'
import type { Injectors } from '../inject.ts'
import {
  asJsonSerialization,
  duplicateAlg,
  editClaims,
  editSegments,
  editText,
  withSpareBit,
} from '../token-edits.ts'
import type { TokenEdit } from '../token-edits.ts'

const encryptedAs = (header: object): TokenEdit =>
  editSegments((signedHeader, claims, signature) => [
    base64url.encode(JSON.stringify(header)),
    signature,
    signedHeader,
    claims,
    signature,
  ])

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
  'access-token.format.non-canonical': editText(withSpareBit),
  'access-token.format.duplicate-claim': editClaims((json) =>
    json.replace(/}$/, ',"sub":"auth0|admin"}'),
  ),
  'access-token.format.duplicate-alg': duplicateAlg,
  'access-token.format.byte-order-mark': editClaims((json) => `\ufeff${json}`),
  'access-token.format.json-serialized': editText(asJsonSerialization),
  'access-token.format.nested-deeply': editClaims((json) =>
    json.replace(/}$/, `,"deep":${'['.repeat(1500)}${']'.repeat(1500)}}`),
  ),
  'access-token.format.encrypted': encryptedAs({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }),
  // a verifier that believes it works for minutes, or fills its memory
  'access-token.format.encrypted-slowly': encryptedAs({
    alg: 'PBES2-HS256+A128KW',
    enc: 'A128GCM',
    p2c: 2 ** 31 - 1,
    p2s: randomId(),
  }),
  'access-token.format.encrypted-compressed': encryptedAs({
    alg: 'RSA-OAEP-256',
    enc: 'A256GCM',
    zip: 'DEF',
  }),
  'access-token.format.paseto': editSegments((_, claims, signature) => [
    'v4',
    'public',
    `${claims}${signature}`,
  ]),
  'access-token.format.saml': editText((token) =>
    btoa(`<saml:Assertion ID="_${token.slice(-8)}"></saml:Assertion>`),
  ),
  'access-token.size.4k': ({ claims }) => {
    claims['https://padding.example/'] = 'x'.repeat(4096)
  },
  'access-token.claims.proto': editClaims((json) =>
    json.replace(/}$/, ',"__proto__":{"admin":true}}'),
  ),
} satisfies Partial<Injectors<'access-token', TokenDraft>>
