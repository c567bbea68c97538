import { constants, createVerify } from 'node:crypto'
import type { CompactToken } from './access-token.ts'
import type { SigningKey } from './keys/signing-keys.ts'

/**
 * Verifies a JWS signature with the algorithm that its header names, which must be one that the
 * caller allows for the key.
 *
 * @see [RFC 7518 §3](https://www.rfc-editor.org/rfc/rfc7518#section-3)
 */
export function signatureIsGood(token: CompactToken, { publicKey }: SigningKey): boolean {
  const alg = token.header['alg'] as string
  const verify = createVerify(`sha${alg.slice(2)}`).update(token.signed, 'latin1')
  switch (alg.slice(0, 2)) {
    case 'RS':
      return verify.verify(publicKey, token.signature)
    case 'PS': {
      const padding = constants.RSA_PKCS1_PSS_PADDING
      const saltLength = constants.RSA_PSS_SALTLEN_DIGEST
      return verify.verify({ key: publicKey, padding, saltLength }, token.signature)
    }
    case 'ES':
      return verify.verify({ key: publicKey, dsaEncoding: 'ieee-p1363' }, token.signature)
    default:
      return false
  }
}
