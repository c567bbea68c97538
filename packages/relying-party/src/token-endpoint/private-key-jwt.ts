import type { CryptoKey } from 'jose'
import { SignJWT } from 'jose/jwt/sign'
import { randomValue } from '../random.ts'
import type { ClientAuthentication } from './client-authentication.ts'

export interface ClientKey {
  readonly key: CryptoKey
  readonly alg: string
  readonly kid?: string
}

/**
 * An assertion that the client signs. Its audience is the issuer alone: one for the address of an
 * endpoint could be asked for by another provider and used at ours.
 *
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.9 OpenID Connect Core §9}
 */
export function privateKeyJwt({ key, alg, kid }: ClientKey): ClientAuthentication {
  return async ({ clientId, issuer }, { now }) => {
    const seconds = Math.floor(now().getTime() / 1000)
    const assertion = await new SignJWT({ jti: randomValue() })
      .setProtectedHeader(kid === undefined ? { alg } : { alg, kid })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(issuer)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 60)
      .sign(key)
    return {
      parameters: {
        client_id: clientId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      },
    }
  }
}
