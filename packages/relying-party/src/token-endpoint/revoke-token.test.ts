import { beforeEach, describe, expect, it } from 'vitest'
import {
  createEnvironment,
  createProvider,
  json,
  settingsFor,
  type TestProvider,
} from '../../test/provider.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import { clientSecretPost } from './client-authentication.ts'
import { revokeToken } from './revoke-token.ts'

const settings = settingsFor('code backend')
const request = { token: 'the-refresh-token', hint: 'refresh_token' } as const
let provider: TestProvider

beforeEach(async () => {
  provider = await createProvider()
})

const revoke = (more: Partial<ProviderMetadata> = {}): Promise<void> =>
  revokeToken(
    {
      ...(provider.metadata as unknown as ProviderMetadata),
      revocation_endpoint: 'https://idp.example.com/revoke',
      ...more,
    },
    settings,
    request,
    clientSecretPost('secret'),
    createEnvironment(provider),
  )

describe('revokeToken', () => {
  it('sends the token, what it is, and who asks', async () => {
    provider.answers['/revoke'] = async () => new Response(null, { status: 200 })
    await revoke()
    expect(Object.fromEntries(new URLSearchParams(await provider.requests[0]?.text()))).toEqual({
      token: 'the-refresh-token',
      token_type_hint: 'refresh_token',
      client_id: settings.clientId,
      client_secret: 'secret',
    })
  })

  it('does not ask a provider that revokes nothing', async () => {
    await revoke({ revocation_endpoint: undefined } as never)
    expect(provider.requests).toEqual([])
  })

  it('tells a refusal from an outage', async () => {
    provider.answers['/revoke'] = async () =>
      json({ error: 'unsupported_token_type' }, { status: 400 })
    await expect(revoke()).rejects.toMatchObject({ name: 'TokenError', status: 400 })
    provider.answers['/revoke'] = async () => json({ error: 'server_error' }, { status: 503 })
    await expect(revoke()).rejects.toMatchObject({ name: 'ProviderError', status: 503 })
    provider.answers['/revoke'] = async () => new Response('<h1>', { status: 404 })
    await expect(revoke()).rejects.toMatchObject({ name: 'ProviderError', failure: 'status' })
  })

  it('quotes no token in what it throws', async () => {
    provider.answers['/revoke'] = async () => json({ error: 'the-refresh-token' }, { status: 500 })
    await expect(revoke()).rejects.not.toThrow(/the-refresh-token/)
  })
})
