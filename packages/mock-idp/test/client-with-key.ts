import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { setUp, tenant } from './fixture.ts'
import type { Setup } from './fixture.ts'

/** The client `web`, registered with a public key in place of a secret. */
export interface ClientWithKey extends Setup {
  /** An assertion as it should be, but for what is named. */
  readonly assertion: (claims?: object, key?: CryptoKey) => Promise<string>
  /** Logs in and redeems the code with an assertion. */
  readonly redeem: (assertion: string) => Promise<Response>
  readonly revoke: (token: string, assertion: string) => Promise<Response>
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

export async function clientWithKey(alg = 'ES256'): Promise<ClientWithKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg)
  const [, web] = tenant.clients ?? []
  const client = {
    ...web,
    clientSecret: undefined,
    authenticationMethods: ['private_key_jwt'],
    jwks: { keys: [{ ...(await exportJWK(publicKey)), alg }] },
  }
  const idp = setUp({ tenant: { ...tenant, clients: [client as never] } })
  return {
    ...idp,
    revoke: (token, assertion) =>
      idp.post('oauth/revoke', {
        token,
        client_assertion_type: assertionType,
        client_assertion: assertion,
      }),
    assertion(claims = {}, key = privateKey) {
      const now = Math.floor(Date.now() / 1000)
      const right = { iss: 'web', sub: 'web', aud: 'http://idp.test/', jti: crypto.randomUUID() }
      return new SignJWT({ ...right, iat: now, exp: now + 60, ...claims })
        .setProtectedHeader({ alg })
        .sign(key)
    },
    async redeem(assertion) {
      const { parameters } = await idp.logIn({ client_id: 'web', response_type: 'code' })
      return idp.post('oauth/token', {
        grant_type: 'authorization_code',
        code: parameters.get('code') ?? '',
        redirect_uri: 'https://web.test/cb',
        client_assertion_type: assertionType,
        client_assertion: assertion,
      })
    },
  }
}
