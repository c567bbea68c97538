import { rowsOf } from '../rows.ts'

const { accept, reject } = rowsOf('id-token', 'relying-party')

/** Shape, header, key and signature of an ID Token. */
export const idTokenSignatureFaults = [
  reject(
    'id-token.signature.xor5a',
    'id-token.signature',
    'RFC7515-5.2',
    'Every byte of the signature of the ID Token is changed',
    { oidf: 'oidcc-client-test-invalid-sig-rs256' },
  ),
  reject('id-token.signature.empty', 'id-token.signature', 'RFC7515-5.2', 'The signature is empty'),
  reject(
    'id-token.signature.stranger',
    'id-token.signature',
    'RFC7515-5.2',
    'Somebody else signed, under the kid of the provider',
  ),
  reject(
    'id-token.signature.swapped-claims',
    'id-token.signature',
    'RFC7515-5.2',
    'The claims were exchanged after signing',
  ),
  reject(
    'id-token.alg.none',
    'id-token.alg',
    'RFC8725-3.1',
    'alg is none, and there is no signature',
    { oidf: 'oidcc-client-test-idtoken-sig-none' },
  ),
  reject(
    'id-token.alg.none-in-capitals',
    'id-token.alg',
    'RFC8725-3.1',
    'alg is nOnE, and there is no signature',
  ),
  reject(
    'id-token.alg.hs256-public-key',
    'id-token.alg',
    'RFC8725-3.1',
    'alg is HS256, and the secret is the published key',
  ),
  reject(
    'id-token.alg.hs256-client-id',
    'id-token.alg',
    'RFC8725-3.1',
    'alg is HS256, and the secret is the client id',
  ),
  reject(
    'id-token.alg.hs256-xor5a',
    'id-token.alg',
    'RFC8725-3.1',
    'alg is HS256, and the signature is spoiled',
    { oidf: 'oidcc-client-test-invalid-sig-hs256' },
  ),
  reject(
    'id-token.alg.es256',
    'id-token.alg',
    'RFC8725-3.1',
    'A published key signed, with an algorithm that the client did not register',
  ),
  reject(
    'id-token.alg.es256-xor5a',
    'id-token.alg',
    'RFC8725-3.1',
    'alg is ES256, and the signature is spoiled',
    { oidf: 'oidcc-client-test-invalid-sig-es256' },
  ),
  reject('id-token.alg.rs512', 'id-token.alg', 'RFC8725-3.1', 'The right key signed, with RS512'),
  reject('id-token.alg.ps256', 'id-token.alg', 'RFC8725-3.1', 'The right key signed, with PS256'),
  accept(
    'id-token.kid.missing',
    'RFC7515-4.1.4',
    'kid is left out, and exactly one published key fits',
  ),
  reject(
    'id-token.kid.unknown',
    'id-token.kid',
    'RFC7515-4.1.4',
    'kid names a key that is never published',
  ),
  reject('id-token.kid.number', 'id-token.kid', 'RFC7515-4.1.4', 'kid is a number'),
  accept('id-token.key.rotated', 'OIDCC-10.1', 'The keys are replaced right before signing', {
    oidf: 'oidcc-client-test-signing-key-rotation-just-before-signing',
  }),
  reject(
    'id-token.typ.access-token',
    'id-token.typ',
    'RFC8725-3.11',
    'typ says that it is an Access Token',
  ),
  reject(
    'id-token.typ.logout-token',
    'id-token.typ',
    'RFC8725-3.11',
    'typ says that it is a logout token',
  ),
  accept('id-token.typ.missing', 'RFC8725-3.11', 'typ is left out'),
  reject(
    'id-token.crit.unknown',
    'id-token.crit',
    'RFC7515-4.1.11',
    'crit names an extension that nobody knows',
  ),
  reject(
    'id-token.jwk.embedded',
    'id-token.signature',
    'RFC7515-5.2',
    'The header brings the key that verifies the signature',
  ),
  reject(
    'id-token.format.two-segments',
    'id-token.format',
    'RFC7519-7.2',
    'The signature is cut off, with its dot',
  ),
  reject(
    'id-token.format.encrypted',
    'id-token.format',
    'RFC7519-7.2',
    'It has the five segments of an encrypted token',
  ),
  reject(
    'id-token.format.padded',
    'id-token.format',
    'RFC7515-2',
    'The signature has base64 padding behind it',
  ),
  reject(
    'id-token.format.nested',
    'id-token.format',
    'RFC7519-7.2',
    'cty says that another JWT is inside, and it is',
  ),
  reject(
    'id-token.format.non-canonical',
    'id-token.format',
    'RFC7515-2',
    'The last character of the signature has spare bits set',
  ),
  reject(
    'id-token.format.json-serialized',
    'id-token.format',
    'RFC7519-7.2',
    'It is a JWS in JSON serialization',
  ),
  reject('id-token.format.duplicate-alg', 'id-token.format', 'RFC7515-4', 'alg occurs twice'),
  reject('id-token.format.array', 'id-token.format', 'RFC7519-7.2', 'The claims are an array'),
  reject(
    'id-token.format.duplicate-member',
    'id-token.format',
    'RFC7519-4',
    'sub occurs twice in the claims',
  ),
  reject('id-token.format.not-json', 'id-token.format', 'RFC7519-7.2', 'The claims are not JSON'),
] as const
