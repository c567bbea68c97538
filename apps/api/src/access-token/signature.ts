import { constants, createVerify, type KeyObject } from 'node:crypto'

/**
 * Verifies a JWS signature. Whether the key may be used with the algorithm is for the caller to
 * know.
 *
 * @see [RFC 7518 §3](https://www.rfc-editor.org/rfc/rfc7518#section-3)
 */
export function signatureIsGood(
  alg: string,
  key: KeyObject,
  signed: string,
  signature: Buffer,
): boolean {
  const verify = createVerify(`sha${alg.slice(2)}`).update(signed, 'latin1')
  switch (alg.slice(0, 2)) {
    case 'RS':
      return verify.verify(key, signature)
    case 'PS': {
      const padding = constants.RSA_PKCS1_PSS_PADDING
      const saltLength = constants.RSA_PSS_SALTLEN_DIGEST
      return verify.verify({ key, padding, saltLength }, signature)
    }
    case 'ES':
      return verify.verify({ key, dsaEncoding: 'ieee-p1363' }, signature)
    default:
      return false
  }
}
