import {
  clientSecretBasic,
  clientSecretPost,
  type ClientAuthentication,
} from '@frontchannel/relying-party'
import { privateKeyJwt } from '@frontchannel/relying-party/confidential-client'
import { importJWK, type JWK } from 'jose'
import { ConfigError, type Config } from '../config.ts'

const secretMethods = {
  client_secret_basic: clientSecretBasic,
  client_secret_post: clientSecretPost,
} as const

/**
 * How this client proves who it is, with the credential inside.
 *
 * @throws {ConfigError} if the private key cannot be used; the message does not quote it
 */
export async function clientAuthentication({ client }: Config): Promise<ClientAuthentication> {
  const { authentication } = client
  if (authentication.method !== 'private_key_jwt') {
    return secretMethods[authentication.method](authentication.secret)
  }
  try {
    const jwk = JSON.parse(authentication.jwk) as JWK
    const { alg = 'RS256', kid } = jwk
    const key = await importJWK(jwk, alg)
    if (key instanceof Uint8Array || key.type !== 'private') throw new TypeError('not private')
    return privateKeyJwt({ key, alg, ...(kid !== undefined && { kid }) })
  } catch {
    throw new ConfigError(
      'The back-end cannot start. OIDC_BACKEND_PRIVATE_KEY: is not a private JWK of RSA, EC or OKP.',
    )
  }
}
