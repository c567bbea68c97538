import { beforeEach, describe, expect, it } from 'vitest'
import { createBrowser, secondAccessToken, refreshToken, unreachable } from '../../test/log-in.ts'
import {
  claimsWith,
  createEnvironment,
  issuer,
  json,
  redirectUri,
  settingsFor,
  start,
} from '../../test/provider.ts'
import { accessToken, code, parametersFor, responseFor } from '../../test/respond.ts'
import { flows, issuesAccessToken, issuesIdToken } from '../flows.ts'
import { completeLogin } from './complete-login.ts'
import type { Login } from './login.ts'

let { provider, env, begin, logIn, asked } = await createBrowser()

beforeEach(async () => {
  ;({ provider, env, begin, logIn, asked } = await createBrowser())
})

describe('completeLogin', () => {
  it('gives identity and Access Token of `id_token token`', async () => {
    expect(await logIn('id_token token')).toEqual({
      flow: 'id_token token',
      returnTo: '/timesheets?week=47',
      silent: false,
      issuer,
      idToken: expect.any(String) as string,
      sub: 'auth0|1',
      claims: expect.objectContaining({ sub: 'auth0|1' }) as Login['claims'],
      accessToken: {
        value: accessToken,
        type: 'Bearer',
        expiresAt: start.getTime() + 7_200_000,
        scopes: ['openid', 'profile', 'read:timesheets'],
      },
    })
  })

  describe.each(flows)('of `$id`', (flow) => {
    const isRedeemed = flow.redeemedBy === 'browser'

    it('gives what the row issues, and nothing else: no refresh token to rotate (pain 12)', async () => {
      const login = await logIn(flow.id)
      expect(login.flow).toBe(flow.id)
      expect('claims' in login).toBe(issuesIdToken(flow) || isRedeemed)
      expect('sub' in login).toBe(issuesIdToken(flow) || isRedeemed)
      expect('accessToken' in login).toBe(issuesAccessToken(flow) || isRedeemed)
      expect('handOver' in login).toBe(flow.redeemedBy === 'back-end')
      expect(asked('/token')).toBe(isRedeemed ? 1 : 0)
      expect(JSON.stringify(login)).not.toContain(refreshToken)
    })

    it('completes once', async () => {
      const settings = settingsFor(flow.id)
      const response = await responseFor(provider, await begin(settings))
      await completeLogin(settings, response, env)
      await expect(completeLogin(settings, response, env)).rejects.toMatchObject({
        check: 'authorization-response.state',
        actual: 'a state that is unknown or was used before',
      })
    })

    it('refuses a response to nobody', async () => {
      const transaction = await begin(settingsFor(flow.id))
      const response = await responseFor(provider, transaction)
      const elsewhere = createEnvironment(provider)
      await expect(completeLogin(settingsFor(flow.id), response, elsewhere)).rejects.toMatchObject({
        check: 'authorization-response.state',
      })
    })
  })

  it('gives no identity for a bare Access Token, whatever else comes', async () => {
    expect(await logIn('token')).not.toHaveProperty('sub')
    const idToken = await provider.sign(claimsWith())
    await expect(logIn('token', { parameters: { id_token: idToken } })).rejects.toMatchObject({
      check: 'authorization-response.members',
    })
  })

  it('hands over a code with what it takes to redeem it', async () => {
    const settings = settingsFor('code id_token')
    const transaction = await begin(settings)
    const login = await completeLogin(settings, await responseFor(provider, transaction), env)
    expect(login.handOver).toEqual({
      code,
      codeVerifier: transaction.codeVerifier,
      nonce: transaction.nonce,
      idToken: login.idToken,
    })
  })

  it('keeps the front-channel Access Token apart from the code', async () => {
    const login = await logIn('code token')
    expect(login.accessToken?.value).toBe(accessToken)
    expect(login.handOver?.code).toBe(code)
    expect(login.handOver).not.toHaveProperty('idToken')
  })

  it('redeems the code with the verifier, as a public client', async () => {
    const settings = settingsFor('code')
    const transaction = await begin(settings)
    const login = await completeLogin(settings, await responseFor(provider, transaction), env)
    expect(login).toMatchObject({ sub: 'auth0|1', accessToken: { value: secondAccessToken } })
    const request = provider.requests.find(({ url }) => url.endsWith('/token'))
    expect(request?.headers.has('authorization')).toBe(false)
    expect(Object.fromEntries(new URLSearchParams(await request?.text()))).toEqual({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: transaction.codeVerifier,
      client_id: 'timesheets-spa',
    })
  })

  it('goes by what the request asked for, not by what the settings say now', async () => {
    const transaction = await begin(settingsFor('id_token', { clientId: 'timesheets-spa' }))
    const changed = settingsFor('code', { clientId: 'another', scope: 'x' })
    const login = await completeLogin(changed, await responseFor(provider, transaction), env)
    expect(login).toMatchObject({ flow: 'id_token', sub: 'auth0|1' })
  })

  it('keeps the transaction while the metadata cannot be fetched', async () => {
    const settings = settingsFor('id_token token')
    const response = await responseFor(provider, await begin(settings))
    const path = '/.well-known/openid-configuration'
    provider.answers[path] = unreachable
    await expect(completeLogin(settings, response, env)).rejects.toThrow('provider metadata')
    provider.answers[path] = () => json(provider.metadata)
    expect((await completeLogin(settings, response, env)).sub).toBe('auth0|1')
  })

  it('accepts a posted response', async () => {
    const settings = settingsFor('id_token token')
    const transaction = await begin(settings, { prompt: 'none', responseMode: 'web_message' })
    const parameters = await parametersFor(provider, transaction)
    expect(await completeLogin(settings, { parameters }, env)).toMatchObject({ silent: true })
  })

  it('completes two logins in either order', async () => {
    const settings = settingsFor('id_token')
    const [first, second] = [await begin(settings), await begin(settings)]
    const answers = [await responseFor(provider, second), await responseFor(provider, first)]
    for (const answer of answers)
      expect((await completeLogin(settings, answer, env)).sub).toBe('auth0|1')
  })

  it('lets the query of the redirect URI stand beside the response', async () => {
    const settings = settingsFor('id_token', { redirectUri: `${redirectUri}?tenant=1` })
    const transaction = await begin(settings)
    const parameters = await parametersFor(provider, transaction)
    const url = `${redirectUri}?tenant=1#${parameters.toString()}`
    expect((await completeLogin(settings, { url }, env)).sub).toBe('auth0|1')
  })
})
