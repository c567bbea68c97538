import { beforeEach, describe, expect, it } from 'vitest'
import { refreshToken, secondAccessToken, tokenResponse } from '../../test/log-in.ts'
import {
  claimsWith,
  createEnvironment,
  createProvider,
  settingsFor,
  start,
  type TestProvider,
} from '../../test/provider.ts'
import type { IdTokenClaims } from '../id-token/id-token.ts'
import { clientSecretPost } from './client-authentication.ts'
import type { TokenSet } from './exchange-code.ts'
import { refreshTokens } from './refresh-tokens.ts'

let provider: TestProvider
beforeEach(async () => {
  provider = await createProvider()
})

const now = start.getTime() / 1000
const previous = claimsWith({ nonce: 'n', auth_time: now - 3600 }) as unknown as IdTokenClaims

function refresh(before: IdTokenClaims = previous): Promise<TokenSet> {
  const request = { refreshToken: 'old', scope: 'openid', previous: before }
  const env = createEnvironment(provider)
  return refreshTokens(settingsFor('code backend'), request, clientSecretPost('secret'), env)
}

const answerWith = (
  claims: Record<string, unknown>,
  members: Record<string, unknown> = {},
): void => {
  provider.answers['/token'] = () => tokenResponse(provider, undefined, claims, members)
}

describe('refreshTokens', () => {
  it('sends the refresh token with the secret, and asks for no more than before', async () => {
    answerWith({})
    await refresh()
    const request = provider.requests.find(({ url }) => url.endsWith('/token'))
    expect(Object.fromEntries(new URLSearchParams(await request?.text()))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'old',
      client_id: 'timesheets-spa',
      client_secret: 'secret',
    })
  })

  it('gives new tokens, and the rotated refresh token', async () => {
    answerWith({})
    const tokens = await refresh()
    expect(tokens).toMatchObject({ accessToken: { value: secondAccessToken }, refreshToken })
    expect(tokens.claims?.sub).toBe('auth0|1')
  })

  it('keeps refresh token and claims where the provider sends none', async () => {
    answerWith({}, { refresh_token: undefined, id_token: undefined })
    const tokens = await refresh()
    expect(tokens).toMatchObject({ refreshToken: 'old', claims: previous })
    expect(tokens).not.toHaveProperty('idToken')
  })

  it.each([{}, { nonce: 'n' }, { auth_time: now - 3600 }])('accepts %j', async (claims) => {
    answerWith(claims)
    expect((await refresh()).claims?.sub).toBe('auth0|1')
  })

  it.each([
    [{ iss: 'https://idp.example.com/1' }, 'id-token.iss'],
    [{ sub: 'auth0|11' }, 'id-token.sub'],
    [{ aud: 'another' }, 'id-token.aud'],
    [{ azp: 'another' }, 'id-token.azp'],
    [{ nonce: 'another' }, 'id-token.nonce'],
    [{ auth_time: now }, 'id-token.auth_time'],
    [{ at_hash: 'another' }, 'id-token.at_hash'],
    [{ iat: now - 604_800 }, 'id-token.iat'],
  ])('refuses %j', async (claims, check) => {
    answerWith(claims)
    await expect(refresh()).rejects.toMatchObject({ name: 'ProtocolError', check })
  })

  it('refuses a nonce where the login had none', async () => {
    answerWith({ nonce: 'n' })
    const before = claimsWith() as unknown as IdTokenClaims
    await expect(refresh(before)).rejects.toMatchObject({ check: 'id-token.nonce' })
  })
})
