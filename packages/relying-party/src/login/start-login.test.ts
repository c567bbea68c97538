import { describe, expect, it, vi } from 'vitest'
import {
  createEnvironment,
  createProvider,
  issuer,
  redirectUri,
  settingsFor,
  start,
} from '../../test/provider.ts'
import { flows, issuesAccessToken, issuesCode, issuesIdToken } from '../flows.ts'
import { codeChallengeOf } from '../random.ts'
import type { ClientSettings } from '../settings.ts'
import { startLogin, type LoginRequest } from './start-login.ts'

const provider = await createProvider()

async function begin(
  flow = 'id_token token',
  request: Partial<LoginRequest> = {},
  settings: Partial<ClientSettings> = {},
) {
  const env = createEnvironment(provider)
  const started = await startLogin(settingsFor(flow, settings), { returnTo: '/', ...request }, env)
  const { origin, pathname, searchParams } = new URL(started.url)
  return {
    ...started,
    env,
    endpoint: origin + pathname,
    parameters: Object.fromEntries(searchParams),
  }
}

describe('startLogin', () => {
  it('sends exactly what the implicit flow needs', async () => {
    const { endpoint, parameters, transaction } = await begin()
    expect(endpoint).toBe(`${issuer}authorize`)
    expect(parameters).toEqual({
      response_type: 'id_token token',
      client_id: 'timesheets-spa',
      redirect_uri: redirectUri,
      scope: 'openid profile read:timesheets',
      audience: 'https://timesheets.example.com/api',
      state: transaction.state,
      nonce: transaction.nonce,
    })
  })

  it.each(flows)('asks for what `$id` is made of', async (flow) => {
    const { parameters, transaction } = await begin(flow.id)
    expect(parameters['response_type']).toBe(flow.responseType)
    expect('nonce' in parameters).toBe(issuesIdToken(flow) || issuesCode(flow))
    expect('audience' in parameters).toBe(issuesAccessToken(flow) || issuesCode(flow))
    expect('code_challenge' in parameters).toBe(issuesCode(flow))
    expect('codeVerifier' in transaction).toBe(issuesCode(flow))
    expect(parameters).not.toHaveProperty('code_verifier')
    expect(parameters).not.toHaveProperty('response_mode')
  })

  it('makes the code challenge of the saved verifier with S256', async () => {
    const { parameters, transaction } = await begin('code')
    expect(parameters['code_challenge_method']).toBe('S256')
    expect(parameters['code_challenge']).toBe(await codeChallengeOf(transaction.codeVerifier ?? ''))
  })

  it('never uses a value twice', async () => {
    const begun = await Promise.all(Array.from({ length: 20 }, () => begin('code id_token')))
    const values = begun.flatMap(({ transaction: { state, nonce, codeVerifier } }) => [
      state,
      nonce,
      codeVerifier,
    ])
    expect(new Set(values).size).toBe(60)
    expect(values.every((value) => /^[\w-]{43}$/.test(value ?? ''))).toBe(true)
  })

  it('saves what the response will be checked against', async () => {
    const { env, transaction } = await begin('id_token token', {
      returnTo: '/timesheets#row',
      prompt: 'none',
      responseMode: 'web_message',
      maxAge: 60,
    })
    expect(transaction).toEqual({
      state: expect.any(String) as string,
      nonce: expect.any(String) as string,
      issuer,
      clientId: 'timesheets-spa',
      redirectUri,
      flow: 'id_token token',
      scope: 'openid profile read:timesheets',
      responseMode: 'web_message',
      maxAge: 60,
      returnTo: '/timesheets#row',
      createdAt: start.getTime(),
      silent: true,
    })
    expect(env.transactions.take(transaction.state)).toEqual(transaction)
  })

  it('passes on what the caller asks for', async () => {
    const { parameters } = await begin('id_token', {
      prompt: 'login',
      loginHint: 'employee@example.com',
      responseMode: 'form_post',
      maxAge: 0,
      extra: { connection: 'github', mock_faults: 'a b' },
    })
    expect(parameters).toMatchObject({
      prompt: 'login',
      login_hint: 'employee@example.com',
      response_mode: 'form_post',
      max_age: '0',
      connection: 'github',
      mock_faults: 'a b',
    })
  })

  it('names the API by the word of RFC 8707 where that is configured', async () => {
    const { parameters } = await begin('token', {}, { resourceParameter: 'resource' })
    expect(parameters['resource']).toBe('https://timesheets.example.com/api')
    expect(parameters).not.toHaveProperty('audience')
  })

  it('names no API where none is configured', async () => {
    const { parameters } = await begin('token', {}, { audience: undefined })
    expect(parameters).not.toHaveProperty('audience')
  })

  it('keeps a query that the endpoint has of its own', async () => {
    const other = await createProvider()
    other.metadata['authorization_endpoint'] = `${issuer}authorize?tenant=1&state=theirs`
    const { url, transaction } = await startLogin(
      settingsFor('id_token'),
      { returnTo: '/' },
      createEnvironment(other),
    )
    const { searchParams } = new URL(url)
    expect(searchParams.get('tenant')).toBe('1')
    expect(searchParams.getAll('state')).toEqual([transaction.state])
  })

  it('turns a return path that leaves the app into its start', async () => {
    expect((await begin('id_token', { returnTo: '//evil.test' })).transaction.returnTo).toBe('/')
  })

  it.each([
    'state',
    'nonce',
    'redirect_uri',
    'response_type',
    'request',
    'code_challenge',
    'max_age',
  ])('refuses to let `extra` replace %s', async (name) => {
    await expect(begin('id_token', { extra: { [name]: 'x' } })).rejects.toThrow(
      `"extra" must not hold "${name}"`,
    )
  })

  it.each([
    { clientId: '' },
    { redirectUri: '/callback' },
    { redirectUri: `${redirectUri}#here` },
    { clockToleranceSeconds: -1 },
    { clockToleranceSeconds: 301 },
    { clockToleranceSeconds: Number.NaN },
    { idTokenAlgorithms: [] },
    { idTokenAlgorithms: ['RS256', 'none'] },
    { idTokenAlgorithms: ['HS256'] },
  ])('refuses the setting %j', async (settings) => {
    await expect(begin('id_token', {}, settings)).rejects.toMatchObject({
      name: 'ConfigurationError',
    })
  })

  it.each([[['plain']], [[]], ['S256']])(
    'does not ask for a code where the code challenge methods are %j',
    async (methods) => {
      const other = await createProvider()
      other.metadata['code_challenge_methods_supported'] = methods
      const env = createEnvironment(other)
      await expect(startLogin(settingsFor('code'), { returnTo: '/' }, env)).rejects.toMatchObject({
        check: 'provider-metadata.code_challenge_methods',
      })
      await expect(
        startLogin(settingsFor('id_token'), { returnTo: '/' }, env),
      ).resolves.toBeDefined()
    },
  )

  it('begins nothing with a provider that is not the configured one', async () => {
    const other = await createProvider()
    other.metadata['issuer'] = `${issuer}INVALID`
    const env = createEnvironment(other)
    const saved: unknown[] = []
    const transactions = { ...env.transactions, save: (value: unknown) => saved.push(value) }
    const login = startLogin(settingsFor('id_token'), { returnTo: '/' }, { ...env, transactions })
    await expect(login).rejects.toMatchObject({ check: 'provider-metadata.issuer' })
    expect(saved).toEqual([])
  })

  it('says that the page lacks WebCrypto, before the user logs in in vain', async () => {
    vi.stubGlobal('crypto', { getRandomValues: () => undefined })
    await expect(begin()).rejects.toThrow(/^WebCrypto is missing: the page needs https/)
    vi.unstubAllGlobals()
  })

  it('tells the trace what it sends, without the challenge', async () => {
    const { env, transaction } = await begin('code')
    const message = env.events.find(({ kind }) => kind === 'message')
    expect(message).toMatchObject({
      step: 'authorization-request',
      from: 'spa',
      to: 'idp',
      at: start.getTime(),
      summary: `GET ${issuer}authorize`,
      parameters: { response_type: 'code', state: transaction.state },
    })
  })
})
