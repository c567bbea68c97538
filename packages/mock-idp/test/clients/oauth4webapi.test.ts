import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api, callback } from '../fixture.ts'
import { listen } from './listening.ts'
import type { ListeningIdp } from './listening.ts'

// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked to stand out; here it is loopback without TLS
const insecure = { [oauth.allowInsecureRequests]: true }
const client: oauth.Client = { client_id: 'spa' }
const web: oauth.Client = { client_id: 'web' }
const webCallback = 'https://web.test/cb'

let op: ListeningIdp
let as: oauth.AuthorizationServer

beforeAll(async () => {
  op = await listen()
  const issuer = new URL(op.issuer)
  const response = await oauth.discoveryRequest(issuer, insecure)
  as = await oauth.processDiscoveryResponse(issuer, response)
})
afterAll(() => op.close())

function requestUrl(parameters: Record<string, string>): URL {
  const url = new URL(as.authorization_endpoint ?? '')
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url
}

describe('oauth4webapi', () => {
  it('completes the code flow with PKCE, userinfo and a JWT Access Token', async () => {
    const verifier = oauth.generateRandomCodeVerifier()
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()]
    const back = await op.logIn(
      requestUrl({
        client_id: 'spa',
        redirect_uri: callback,
        response_type: 'code',
        scope: 'openid email read:tests',
        audience: api,
        state,
        nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }),
    )
    const parameters = oauth.validateAuthResponse(as, client, back, state)
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      client,
      oauth.None(),
      parameters,
      callback,
      verifier,
      insecure,
    )
    const result = await oauth.processAuthorizationCodeResponse(as, client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    })
    await oauth.validateApplicationLevelSignature(as, response, insecure)
    const claims = oauth.getValidatedIdTokenClaims(result)
    const userinfo = await oauth.processUserInfoResponse(
      as,
      client,
      claims?.sub ?? '',
      await oauth.userInfoRequest(as, client, result.access_token, insecure),
    )
    expect(userinfo).toEqual({
      sub: 'auth0|ann',
      email: 'ann@example.com',
      email_verified: true,
    })
    const request = new Request('https://api.test/tests', {
      headers: { Authorization: `Bearer ${result.access_token}` },
    })
    const accessToken = await oauth.validateJwtAccessToken(as, request, api, insecure)
    expect(accessToken).toMatchObject({ sub: 'auth0|ann', client_id: 'spa' })
  })

  it('completes the hybrid flow, code id_token, with a secret', async () => {
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()]
    const back = await op.logIn(
      requestUrl({
        client_id: 'web',
        redirect_uri: webCallback,
        response_type: 'code id_token',
        scope: 'openid offline_access',
        state,
        nonce,
      }),
    )
    const parameters = await oauth.validateCodeIdTokenResponse(
      as,
      web,
      back,
      nonce,
      state,
      undefined,
      insecure,
    )
    const authentication = oauth.ClientSecretBasic('web-secret')
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      web,
      authentication,
      parameters,
      webCallback,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked to stand out; the secret and c_hash bind this code
      oauth.nopkce,
      insecure,
    )
    const result = await oauth.processAuthorizationCodeResponse(as, web, response, {
      expectedNonce: nonce,
    })
    const refreshed = await oauth.processRefreshTokenResponse(
      as,
      web,
      await oauth.refreshTokenGrantRequest(
        as,
        web,
        authentication,
        result.refresh_token ?? '',
        insecure,
      ),
    )
    expect(oauth.getValidatedIdTokenClaims(refreshed)?.sub).toBe('auth0|ann')
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(
        as,
        web,
        authentication,
        refreshed.refresh_token ?? '',
        insecure,
      ),
    )
  })

  it('gets a token by client credentials', async () => {
    const response = await oauth.clientCredentialsGrantRequest(
      as,
      web,
      oauth.ClientSecretPost('web-secret'),
      { audience: api },
      insecure,
    )
    const result = await oauth.processClientCredentialsResponse(as, web, response)
    expect(result.token_type).toBe('bearer')
  })

  it('is told of errors as it expects them', async () => {
    const back = await op.newBrowser().open(
      requestUrl({
        client_id: 'spa',
        redirect_uri: callback,
        response_type: 'code',
        prompt: 'none',
        state: 's',
        code_challenge: 'a'.repeat(43),
        code_challenge_method: 'S256',
      }).href,
    )
    const validate = (): unknown => oauth.validateAuthResponse(as, client, back.url, 's')
    expect(validate).toThrow(expect.objectContaining({ error: expect.any(String) as string }))
  })
})
