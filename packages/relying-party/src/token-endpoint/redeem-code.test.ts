import { beforeEach, describe, expect, it } from 'vitest'
import { refreshToken, secondAccessToken, tokenResponse } from '../../test/log-in.ts'
import {
  claimsWith,
  createEnvironment,
  createProvider,
  hashOf,
  json,
  redirectUri,
  settingsFor,
  start,
  type TestEnvironment,
  type TestProvider,
} from '../../test/provider.ts'
import { code } from '../../test/respond.ts'
import type { CodeHandOver } from '../login/login.ts'
import { clientSecretBasic } from './client-authentication.ts'
import type { TokenSet } from './exchange-code.ts'
import { redeemCode } from './redeem-code.ts'

const nonce = 'the-nonce'
const codeVerifier = 'the-verifier'

let provider: TestProvider
let env: TestEnvironment

beforeEach(async () => {
  provider = await createProvider()
  env = createEnvironment(provider)
  provider.answers['/token'] = () => tokenResponse(provider, nonce)
})

/** An ID Token as it comes beside the code, but for some claims. */
const firstIdToken = async (claims: Record<string, unknown> = {}): Promise<string> =>
  provider.sign(claimsWith({ nonce, c_hash: await hashOf(code), ...claims }))

async function redeem(
  flow: string,
  handOver: Partial<CodeHandOver> & { maxAge?: number } = {},
): Promise<TokenSet> {
  const settings = settingsFor(flow, { clientId: 'timesheets-spa' })
  const whole = { code, codeVerifier, nonce, idToken: await firstIdToken(), ...handOver }
  return redeemCode(settings, whole, clientSecretBasic('secret'), env)
}

const answerWith = (
  claims: Record<string, unknown>,
  members: Record<string, unknown> = {},
): void => {
  provider.answers['/token'] = () => tokenResponse(provider, nonce, claims, members)
}
const asked = (): number => provider.requests.filter(({ url }) => url.endsWith('/token')).length

describe('redeemCode', () => {
  it.each(['code id_token', 'code token', 'code id_token token', 'code backend'])(
    'gives the second tokens of `%s`',
    async (flow) => {
      expect(await redeem(flow)).toEqual({
        accessToken: {
          value: secondAccessToken,
          type: 'Bearer',
          expiresAt: start.getTime() + 60_000,
          scopes: ['openid', 'profile', 'read:timesheets'],
        },
        idToken: expect.any(String) as string,
        claims: expect.objectContaining({ sub: 'auth0|1' }) as TokenSet['claims'],
        refreshToken,
      })
    },
  )

  it('sends what RFC 6749 §4.1.3 asks for, once', async () => {
    await redeem('code backend')
    const request = provider.requests.find(({ url }) => url.endsWith('/token'))
    expect(request?.method).toBe('POST')
    expect(request?.redirect).toBe('error')
    expect(request?.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/)
    expect(await request?.text()).toBe(
      new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: codeVerifier,
      }).toString(),
    )
    expect(asked()).toBe(1)
  })

  const first: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['belongs to another code', { c_hash: 'x' }, 'id-token.c_hash'],
    ['lacks c_hash', { c_hash: undefined }, 'id-token.c_hash'],
    ['has another nonce', { nonce: 'x' }, 'id-token.nonce'],
    ['is for another client', { aud: 'x' }, 'id-token.aud'],
    ['has expired', { exp: start.getTime() / 1000 - 600 }, 'id-token.exp'],
  ]
  it.each(first)('does not use a code whose ID Token %s', async (_, claims, check) => {
    const idToken = await firstIdToken(claims)
    await expect(redeem('code id_token', { idToken })).rejects.toMatchObject({ check })
    expect(asked()).toBe(0)
  })

  it('does not use a code without the ID Token that the flow promises', async () => {
    await expect(redeem('code id_token', { idToken: '' })).rejects.toMatchObject({
      check: 'authorization-response.members',
    })
    expect(asked()).toBe(0)
  })

  const second: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['N21 of another issuer', { iss: 'https://x/' }, 'id-token.iss'],
    ['N21 about somebody else', { sub: 'auth0|2' }, 'id-token.sub'],
    ['N22 with another nonce', { nonce: 'x' }, 'id-token.nonce'],
    ['N22 for another client', { aud: 'x' }, 'id-token.aud'],
    ['of another Access Token', { at_hash: 'x' }, 'id-token.at_hash'],
  ]
  it.each(second)(
    'refuses a second ID Token %s, though the first was good',
    async (_, claims, check) => {
      answerWith(claims)
      await expect(redeem('code id_token')).rejects.toMatchObject({ name: 'ProtocolError', check })
    },
  )

  it('N22 refuses a second ID Token whose signature is spoiled', async () => {
    const spoiled = (await firstIdToken()).replace(/.{8}$/, 'AAAAAAAA')
    answerWith({}, { id_token: spoiled })
    await expect(redeem('code id_token')).rejects.toMatchObject({ check: 'id-token.signature' })
  })

  it('has nobody to compare with where no ID Token came first', async () => {
    answerWith({ sub: 'auth0|2' })
    expect((await redeem('code token')).claims?.sub).toBe('auth0|2')
  })

  it('accepts a second ID Token without at_hash', async () => {
    answerWith({ at_hash: undefined })
    expect((await redeem('code id_token')).claims?.sub).toBe('auth0|1')
  })

  it('holds both ID Tokens to the age that was asked for', async () => {
    const now = start.getTime() / 1000
    const idToken = await firstIdToken({ auth_time: now })
    await expect(redeem('code id_token', { idToken, maxAge: 60 })).rejects.toMatchObject({
      check: 'id-token.auth_time',
    })
    answerWith({ auth_time: now })
    expect((await redeem('code id_token', { idToken, maxAge: 60 })).claims?.auth_time).toBe(now)
  })

  it.each([{ idTokenAlgorithms: ['none'] }, { clockToleranceSeconds: 3600 }])(
    'refuses the setting %j, which would switch a check off',
    async (wrong) => {
      const settings = settingsFor('code backend', wrong)
      const redeemed = redeemCode(
        settings,
        { code, codeVerifier, nonce },
        clientSecretBasic('s'),
        env,
      )
      await expect(redeemed).rejects.toMatchObject({ name: 'ConfigurationError' })
    },
  )

  it('tells each step of the back-end', async () => {
    await redeem('code id_token')
    const steps = env.events.flatMap((event) =>
      event.kind === 'message'
        ? [`${event.step}: ${event.from} to ${event.to}, ${event.summary}`]
        : [],
    )
    expect(steps).toEqual([
      'token-request: back-end to idp, POST https://idp.example.com/token',
      'token-response: idp to back-end, 200',
    ])
  })

  it('does not take an Access Token for an identity where no openid was asked for', async () => {
    provider.answers['/token'] = () => json({ access_token: 'x', token_type: 'bearer' })
    const settings = settingsFor('code backend', { scope: 'read:timesheets' })
    const tokens = await redeemCode(
      settings,
      { code, codeVerifier, nonce },
      clientSecretBasic('s'),
      env,
    )
    expect(tokens).not.toHaveProperty('claims')
  })
})
