import { rowsOf } from '../rows.ts'

const { reject } = rowsOf('access-token', 'resource-server')
// a token without a signature is none, whatever alg says
const format = 'access-token.format'
const alg = 'access-token.alg'
const signature = 'access-token.signature'

/** How the signature of an Access Token is forged. */
export const accessTokenAlgorithmFaults = [
  reject('access-token.alg.none', format, 'RFC8725-3.1', 'alg is none, and there is no signature'),
  reject(
    'access-token.alg.none-in-capitals',
    format,
    'RFC8725-3.1',
    'alg is NONE, and there is no signature',
  ),
  reject(
    'access-token.alg.none-mixed-case',
    format,
    'RFC8725-3.1',
    'alg is nOnE, and there is no signature',
  ),
  reject(
    'access-token.alg.none-signed',
    alg,
    'RFC8725-3.1',
    'alg is none, and the signature is real',
  ),
  reject('access-token.alg.missing', alg, 'RFC8725-3.1', 'alg is left out'),
  reject('access-token.alg.array', alg, 'RFC8725-3.1', 'alg is an array that holds the right one'),
  reject('access-token.alg.lower-case', alg, 'RFC8725-3.1', 'alg is in lower case'),
  reject('access-token.alg.trailing-space', alg, 'RFC8725-3.1', 'alg has a space behind it'),
  reject(
    'access-token.alg.hs256-public-key',
    alg,
    'RFC8725-3.1',
    'alg is HS256, and the secret is the published key as PEM',
  ),
  reject(
    'access-token.alg.hs256-jwk',
    alg,
    'RFC8725-3.1',
    'alg is HS256, and the secret is the published key as JSON',
  ),
  reject(
    'access-token.alg.hs256-modulus',
    alg,
    'RFC8725-3.1',
    'alg is HS256, and the secret is the modulus of the published key',
  ),
  reject(
    'access-token.alg.hs256-empty',
    alg,
    'RFC8725-3.1',
    'alg is HS256, and the secret is a zero byte',
  ),
  reject('access-token.alg.rs512', alg, 'RFC8725-3.1', 'The right key signed, with RS512'),
  reject(
    'access-token.alg.es256',
    alg,
    'RFC8725-3.1',
    'A published key signed, with an algorithm that the API does not allow',
  ),
  reject(
    'access-token.alg.es256-zero',
    alg,
    'RFC8725-3.1',
    'alg is ES256, and the signature is all zeros',
  ),
  reject(
    'access-token.alg.es256-zero-der',
    alg,
    'RFC8725-3.1',
    'alg is ES256, and the signature is two zeros in DER',
  ),
  reject('access-token.alg.ps256', alg, 'RFC8725-3.1', 'The right key signed, with PS256'),
  reject('access-token.alg.es384', alg, 'RFC8725-3.1', 'alg is ES384'),
  reject('access-token.alg.eddsa', alg, 'RFC8725-3.1', 'alg is EdDSA'),
  reject('access-token.signature.empty', format, 'RFC7515-5.2', 'The signature is empty'),
  reject(
    'access-token.signature.bit-flipped',
    signature,
    'RFC7515-5.2',
    'One bit of the signature is changed',
  ),
  reject(
    'access-token.signature.xor5a',
    signature,
    'RFC7515-5.2',
    'Every byte of the signature is changed',
  ),
  reject(
    'access-token.signature.swapped-claims',
    signature,
    'RFC7515-5.2',
    'The claims were exchanged after signing',
  ),
  reject(
    'access-token.signature.stranger',
    signature,
    'RFC7515-5.2',
    'Somebody else signed, under the kid of the provider',
  ),
] as const
