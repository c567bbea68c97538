import { exportJWK, generateKeyPair, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../config.ts'
import { clientAuthentication } from './client-authentication.ts'

const good = {
  OIDC_ISSUER: 'https://idp.example.com/',
  DATABASE_URL: 'postgres://localhost/timesheets',
  OIDC_BACKEND_CLIENT_SECRET: 'secret: of a client',
}
const client = { clientId: 'timesheets backend', issuer: good.OIDC_ISSUER }
const env = { now: () => new Date() }

async function authenticate(environment: NodeJS.ProcessEnv) {
  const method = await clientAuthentication(readConfig({ ...good, ...environment }))
  return method(client, env)
}

describe('clientAuthentication', () => {
  it('sends the secret in the header unless told otherwise, and nowhere else', async () => {
    const { headers, parameters } = await authenticate({})
    const sent = atob(headers?.['authorization']?.replace('Basic ', '') ?? '')
    expect(sent).toBe('timesheets+backend:secret%3A+of+a+client')
    expect(parameters).toBeUndefined()
  })

  it('sends it in the body for client_secret_post, and nowhere else', async () => {
    const { headers, parameters } = await authenticate({
      OIDC_BACKEND_AUTH_METHOD: 'client_secret_post',
    })
    expect(parameters?.['client_secret']).toBe('secret: of a client')
    expect(headers).toBeUndefined()
  })

  it.each(['RS256', 'ES256', 'EdDSA'])('signs an assertion with a key for %s', async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
    const jwk = { ...(await exportJWK(privateKey)), alg, kid: 'k' }
    const { parameters } = await authenticate({
      OIDC_BACKEND_AUTH_METHOD: 'private_key_jwt',
      OIDC_BACKEND_PRIVATE_KEY: JSON.stringify(jwk),
    })
    const { payload, protectedHeader } = await jwtVerify(
      parameters?.['client_assertion'] ?? '',
      publicKey,
    )
    // the issuer alone: X10
    expect(payload).toMatchObject({
      iss: client.clientId,
      sub: client.clientId,
      aud: client.issuer,
    })
    expect(protectedHeader).toMatchObject({ alg, kid: 'k' })
    expect(parameters?.['client_secret']).toBeUndefined()
  })

  it('refuses a key that is none, or public, without quoting it', async () => {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true })
    const jwk = JSON.stringify(await exportJWK(publicKey))
    for (const OIDC_BACKEND_PRIVATE_KEY of [
      jwk,
      'no JSON at all',
      '{"kty":"oct","k":"c2VjcmV0"}',
    ]) {
      const attempt = authenticate({
        OIDC_BACKEND_AUTH_METHOD: 'private_key_jwt',
        OIDC_BACKEND_PRIVATE_KEY,
      })
      await expect(attempt).rejects.toThrow(ConfigError)
      await expect(attempt).rejects.not.toThrow(OIDC_BACKEND_PRIVATE_KEY)
    }
  })
})
