import * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api, callback } from '../fixture.ts'
import { listen } from './listening.ts'
import type { ListeningIdp } from './listening.ts'

let op: ListeningIdp
beforeAll(async () => {
  op = await listen()
})
afterAll(() => op.close())

const discover = (clientId: string, secret?: string): Promise<client.Configuration> =>
  client.discovery(new URL(op.issuer), clientId, secret, undefined, {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked to stand out; here it is loopback without TLS
    execute: [client.allowInsecureRequests],
  })

describe('openid-client', () => {
  it('completes the code flow with PKCE, refreshes, revokes and logs out', async () => {
    const config = await discover('spa')
    const pkceCodeVerifier = client.randomPKCECodeVerifier()
    const expectedState = client.randomState()
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid email offline_access',
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
    })
    const tokens = await client.authorizationCodeGrant(config, await op.logIn(url), {
      pkceCodeVerifier,
      expectedState,
    })
    const sub = tokens.claims()?.sub ?? ''
    const userinfo = await client.fetchUserInfo(config, tokens.access_token, sub)
    expect(userinfo.email).toBe('ann@example.com')
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '')
    expect(refreshed.claims()?.sub).toBe(sub)
    await client.tokenRevocation(config, refreshed.refresh_token ?? '')
    await expect(
      client.refreshTokenGrant(config, refreshed.refresh_token ?? ''),
    ).rejects.toMatchObject({ error: 'invalid_grant' })
    const goodbye = client.buildEndSessionUrl(config, {
      post_logout_redirect_uri: 'https://app.test/',
      id_token_hint: refreshed.id_token ?? '',
    })
    expect((await op.browser.open(goodbye.href)).url.href).toBe('https://app.test/')
  })

  it('completes the implicit flow, id_token', async () => {
    const config = await discover('spa')
    client.useIdTokenResponseType(config)
    const [nonce, expectedState] = [client.randomNonce(), client.randomState()]
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid profile',
      nonce,
      state: expectedState,
    })
    const claims = await client.implicitAuthentication(config, await op.logIn(url), nonce, {
      expectedState,
    })
    expect(claims).toMatchObject({ sub: 'auth0|ann', name: 'Ann Example' })
  })

  it('completes the hybrid flow, code id_token', async () => {
    const config = await discover('web', 'web-secret')
    client.useCodeIdTokenResponseType(config)
    const [expectedNonce, expectedState] = [client.randomNonce(), client.randomState()]
    const pkceCodeVerifier = client.randomPKCECodeVerifier()
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: 'https://web.test/cb',
      scope: 'openid',
      nonce: expectedNonce,
      state: expectedState,
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    })
    const tokens = await client.authorizationCodeGrant(config, await op.logIn(url), {
      expectedNonce,
      expectedState,
      pkceCodeVerifier,
    })
    expect(tokens.claims()?.aud).toBe('web')
  })

  it('gets a token by client credentials', async () => {
    const config = await discover('web', 'web-secret')
    const tokens = await client.clientCredentialsGrant(config, { audience: api })
    expect(tokens.expiresIn()).toBeGreaterThan(86_000)
  })
})
