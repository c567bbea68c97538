import { describe, expect, it } from 'vitest'
import {
  createEnvironment,
  createProvider,
  issuer,
  json,
  type TestProvider,
} from '../../test/provider.ts'
import { createProviderCache } from '../environment.ts'
import { discover } from './discover.ts'

const path = '/.well-known/openid-configuration'

async function discoverWith(
  changes: Record<string, unknown>,
  asked = issuer,
  more: { allowInsecureHttp?: boolean } = {},
) {
  const provider = await createProvider()
  Object.assign(provider.metadata, changes)
  return discover(asked, { ...createEnvironment(provider), ...more })
}

/** A provider that lives at another address than the usual one. */
const livingAt = (address: string): Record<string, unknown> => ({
  issuer: address,
  authorization_endpoint: `${address}authorize`,
  jwks_uri: `${address}jwks`,
  token_endpoint: undefined,
  userinfo_endpoint: undefined,
  end_session_endpoint: undefined,
})

describe('discover', () => {
  it('gives the metadata as they came', async () => {
    const provider = await createProvider()
    provider.metadata['x_unknown'] = { of: ['any', 'kind'] }
    expect(await discover(issuer, createEnvironment(provider))).toEqual(provider.metadata)
  })

  it.each([
    ['https://idp.example.com/', 'https://idp.example.com/.well-known/openid-configuration'],
    ['https://idp.example.com', 'https://idp.example.com/.well-known/openid-configuration'],
    [
      'https://idp.example.com/t/1/',
      'https://idp.example.com/t/1/.well-known/openid-configuration',
    ],
    ['https://idp.example.com/t/1', 'https://idp.example.com/t/1/.well-known/openid-configuration'],
  ])('finds those of %s at %s', async (asked, url) => {
    const requests: string[] = []
    const metadata = { issuer: asked, authorization_endpoint: issuer, jwks_uri: issuer }
    const provider: Pick<TestProvider, 'fetch'> = {
      fetch: async (input) => {
        requests.push(input as string)
        return json(metadata)
      },
    }
    await discover(asked, createEnvironment(provider))
    expect(requests).toEqual([url])
  })

  it.each([
    ['with something appended', `${issuer}INVALID`],
    ['without the slash', issuer.slice(0, -1)],
    ['in upper case', issuer.toUpperCase()],
    ['with a port', 'https://idp.example.com:443/'],
    ['missing', undefined],
    ['an array', [issuer]],
  ])('refuses an issuer that is %s (pain 19)', async (_, changed) => {
    await expect(discoverWith({ issuer: changed })).rejects.toMatchObject({
      check: 'provider-metadata.issuer',
    })
  })

  it.each([
    { authorization_endpoint: undefined },
    { jwks_uri: undefined },
    { authorization_endpoint: 'javascript:alert(1)' },
    { authorization_endpoint: 'data:text/html,x' },
    { authorization_endpoint: '/authorize' },
    { authorization_endpoint: ['https://idp.example.com/authorize'] },
    { authorization_endpoint: 'http://idp.example.com/authorize' },
    { jwks_uri: 'file:///etc/passwd' },
    { jwks_uri: 'http://169.254.169.254/latest/meta-data' },
    { jwks_uri: 'https://169.254.169.254/latest/meta-data' },
    { jwks_uri: 'https://127.0.0.1/jwks' },
    { jwks_uri: 'https://2130706433/jwks' },
    { jwks_uri: 'https://[::1]/jwks' },
    { jwks_uri: 'https://[fd00::1]/jwks' },
    { token_endpoint: 'https://localhost/token' },
    { token_endpoint: 'https://localhost./token' },
    { token_endpoint: 'https://idp.localhost/token' },
    { userinfo_endpoint: 'http://idp.example.com/userinfo' },
    { end_session_endpoint: 'javascript:alert(1)' },
    { revocation_endpoint: null },
  ])('refuses the endpoint in %j', async (changes) => {
    await expect(discoverWith(changes)).rejects.toMatchObject({
      check: 'provider-metadata.endpoints',
    })
  })

  it('accepts endpoints on other hosts, as large providers have them', async () => {
    const endpoints = { token_endpoint: 'https://oauth2.example.net/token' }
    expect(await discoverWith(endpoints)).toMatchObject(endpoints)
  })

  it.each([
    'http://localhost:4000/',
    'http://127.0.0.1:4000/',
    'http://[::1]:4000/',
    'http://idp.localhost:4000/',
  ])('accepts %s, which is this machine', async (address) => {
    const provider = await createProvider()
    Object.assign(provider.metadata, livingAt(address))
    expect(await discover(address, createEnvironment(provider))).toMatchObject({ issuer: address })
  })

  it.each([
    'http://idp.example.com/',
    'http://idp:4000/',
    'http://localhost.evil.test/',
    'http://notlocalhost/',
    'http://127.0.0.1.evil.test/',
    'ftp://idp.example.com/',
    'idp.example.com',
    '',
    'https://idp.example.com/?a=1',
    'https://idp.example.com/#a',
  ])('refuses to ask %j', async (address) => {
    await expect(discoverWith(livingAt(address), address)).rejects.toMatchObject({
      name: 'ConfigurationError',
    })
  })

  it('asks over http where someone has said so out loud', async () => {
    const address = 'http://idp:4000/'
    const metadata = await discoverWith(livingAt(address), address, { allowInsecureHttp: true })
    expect(metadata.issuer).toBe(address)
  })

  it('tells an outage from a refusal', async () => {
    const provider = await createProvider()
    provider.answers[path] = () => new Response('<h1>Bad gateway</h1>', { status: 502 })
    await expect(discover(issuer, createEnvironment(provider))).rejects.toMatchObject({
      name: 'ProviderError',
      failure: 'status',
      status: 502,
      resource: 'provider metadata',
    })
  })

  it('asks once where it may remember, and does not remember what it refused', async () => {
    const provider = await createProvider()
    const env = { ...createEnvironment(provider), cache: createProviderCache() }
    provider.answers[path] = () => json({ ...provider.metadata, issuer: 'https://evil.test/' })
    await expect(discover(issuer, env)).rejects.toMatchObject({ check: 'provider-metadata.issuer' })
    provider.answers[path] = () => json(provider.metadata)
    await discover(issuer, env)
    await discover(issuer, env)
    expect(provider.requests).toHaveLength(2)
  })
})
