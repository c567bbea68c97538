import { rowsOf } from '../rows.ts'

const { accept, reject } = rowsOf('access-token', 'resource-server')
const format = 'access-token.format'

/** How the text of an Access Token is broken: segments, alphabet, JSON. */
export const accessTokenShapeFaults = [
  reject('access-token.format.opaque', format, 'RFC6750-3.1', 'It is no JWT but a random string'),
  reject(
    'access-token.format.two-segments',
    format,
    'RFC7519-7.2',
    'The signature is cut off, with its dot',
  ),
  reject('access-token.format.four-segments', format, 'RFC7519-7.2', 'It has a fourth segment'),
  reject('access-token.format.many-dots', format, 'RFC7519-7.2', 'It has 5000 dots'),
  reject('access-token.format.header-not-json', format, 'RFC7519-7.2', 'The header is not JSON'),
  reject(
    'access-token.format.claims-string',
    format,
    'RFC7519-7.2',
    'The claims are a JSON string',
  ),
  reject('access-token.format.claims-array', format, 'RFC7519-7.2', 'The claims are an array'),
  reject(
    'access-token.format.padded',
    format,
    'RFC7515-2',
    'The signature has base64 padding behind it',
  ),
  reject(
    'access-token.format.standard-alphabet',
    format,
    'RFC7515-2',
    'The signature is in base64 with + and /',
  ),
  reject('access-token.format.trailing', format, 'RFC7515-2', 'The signature has !! behind it'),
  reject(
    'access-token.format.non-canonical',
    format,
    'RFC7515-2',
    'The last character of the signature has spare bits set',
  ),
  reject(
    'access-token.format.duplicate-claim',
    format,
    'RFC7519-4',
    'sub occurs twice in the claims',
  ),
  reject(
    'access-token.format.duplicate-alg',
    format,
    'RFC7515-4',
    'alg occurs twice in the header',
  ),
  reject(
    'access-token.format.byte-order-mark',
    format,
    'RFC7519-7.2',
    'A byte order mark stands before the claims',
  ),
  reject(
    'access-token.format.json-serialized',
    format,
    'RFC7519-7.2',
    'It is a JWS in JSON serialization',
  ),
  reject(
    'access-token.format.nested-deeply',
    format,
    'RFC7519-7.2',
    'A claim is nested 1500 levels deep',
  ),
  reject(
    'access-token.format.encrypted',
    format,
    'RFC7519-7.2',
    'It has the five segments of an encrypted token',
  ),
  reject(
    'access-token.format.encrypted-slowly',
    format,
    'RFC7519-7.2',
    'It is encrypted with a password that takes 2^31 rounds to derive',
  ),
  reject(
    'access-token.format.encrypted-compressed',
    format,
    'RFC7519-7.2',
    'It is encrypted and compressed, which may unfold to any size',
  ),
  reject('access-token.format.paseto', format, 'RFC7519-7.2', 'It is a PASETO'),
  reject('access-token.format.saml', format, 'RFC7519-7.2', 'It is a SAML assertion'),
  accept('access-token.size.4k', 'RFC7519-4', 'It has 4 KB of further claims'),
  accept('access-token.claims.proto', 'RFC7519-4', 'A claim is named __proto__'),
] as const
