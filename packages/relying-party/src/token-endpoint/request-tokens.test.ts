import { beforeEach, describe, expect, it } from 'vitest'
import {
  createEnvironment,
  createProvider,
  json,
  settingsFor,
  type TestProvider,
} from '../../test/provider.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import { publicClient } from './client-authentication.ts'
import { requestTokens, type TokenResponse } from './request-tokens.ts'

let provider: TestProvider
beforeEach(async () => {
  provider = await createProvider()
})

const good = { access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: 'a.b.c' }

function request(
  idTokenIsPromised = true,
  env = createEnvironment(provider),
): Promise<TokenResponse> {
  return requestTokens(
    provider.metadata as unknown as ProviderMetadata,
    settingsFor('code'),
    { parameters: { grant_type: 'authorization_code' }, scope: 'openid', idTokenIsPromised },
    publicClient,
    env,
  )
}

const answer = (body: unknown, init?: ResponseInit): void => {
  provider.answers['/token'] = () => json(body, init)
}

describe('requestTokens', () => {
  it.each([
    good,
    { ...good, token_type: 'bearer' },
    { ...good, token_type: 'BEARER' },
    { ...good, expires_in: '60' },
    { ...good, refresh_token: 'r' },
    { ...good, scope: 'openid', session_state: 'x', nested: { any: [1] } },
  ])('accepts %j', async (body) => {
    answer(body)
    expect((await request()).accessToken.value).toBe('x')
  })

  it.each([
    { ...good, access_token: undefined },
    { ...good, access_token: '' },
    { ...good, access_token: 1 },
    { ...good, id_token: undefined },
    { ...good, id_token: '' },
    { ...good, id_token: { a: 1 } },
    { ...good, refresh_token: null },
    { ...good, refresh_token: '' },
  ])('refuses the members of %j', async (body) => {
    answer(body)
    await expect(request()).rejects.toMatchObject({ check: 'token-response.members' })
  })

  it('needs no ID Token where none was asked for, but a usable one if it comes', async () => {
    answer({ ...good, id_token: undefined })
    expect(await request(false)).not.toHaveProperty('idToken')
    answer({ ...good, id_token: 1 })
    await expect(request(false)).rejects.toMatchObject({ check: 'token-response.members' })
  })

  it.each([undefined, '', 'mac', 'DPoP', 'N_A', 1, ['Bearer']])(
    'refuses the token type %j',
    async (token_type) => {
      answer({ ...good, token_type })
      await expect(request()).rejects.toMatchObject({ check: 'token-response.token_type' })
    },
  )

  it.each([
    [400, 'invalid_grant'],
    [401, 'invalid_client'],
    [403, 'access_denied'],
    [503, 'temporarily_unavailable'],
  ])('tells a refusal with status %i as what it says', async (status, error) => {
    answer({ error, error_description: 'the\nreason', error_uri: 'javascript:1' }, { status })
    await expect(request()).rejects.toMatchObject({
      name: 'TokenError',
      error,
      description: 'the reason',
      status,
    })
  })

  it.each([
    ['a page', () => new Response('<h1>', { status: 502 })],
    ['JSON of something else', () => json({ message: 'no' }, { status: 502 })],
    ['an error that is no text', () => json({ error: 1 }, { status: 502 })],
  ])('tells an outage that answers with %s', async (_, outage) => {
    provider.answers['/token'] = outage
    await expect(request()).rejects.toMatchObject({
      name: 'ProviderError',
      failure: 'status',
      status: 502,
      resource: 'token response',
    })
  })

  it.each([
    [
      'HTML',
      () => new Response('<h1>', { headers: { 'content-type': 'text/html' } }),
      'content-type',
    ],
    ['a member twice', () => json('{"access_token":"x","access_token":"y"}'), 'json'],
    ['megabytes', () => json({ ...good, padding: 'x'.repeat(300_000) }), 'size'],
  ])('refuses %s with status 200', async (_, body, failure) => {
    provider.answers['/token'] = body
    await expect(request()).rejects.toMatchObject({ name: 'ProviderError', failure })
  })

  it('does not tell the trace what it does not know', async () => {
    answer({ ...good, device_secret: 'hush', nested: { token: 'hush' } })
    const env = createEnvironment(provider)
    await request(true, env)
    expect(JSON.stringify(env.events)).not.toContain('hush')
    expect(env.events).toMatchObject([
      { step: 'token-request', from: 'spa', to: 'idp' },
      {
        step: 'token-response',
        from: 'idp',
        to: 'spa',
        summary: '200',
        parameters: { token_type: 'Bearer', expires_in: '60' },
      },
      { id: 'token-response.members' },
      { id: 'token-response.token_type' },
    ])
  })

  it('refuses a success that says error', async () => {
    answer({ error: 'invalid_grant' })
    await expect(request()).rejects.toMatchObject({ check: 'token-response.members' })
  })

  it('needs a token endpoint', async () => {
    delete provider.metadata['token_endpoint']
    await expect(request()).rejects.toMatchObject({ name: 'ProviderError', failure: 'shape' })
  })
})
