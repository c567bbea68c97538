import { beforeEach, describe, expect, it } from 'vitest'
import { createKey } from '../../test/keys.ts'
import {
  clientId,
  createEnvironment,
  createProvider,
  issuer,
  json,
  type TestProvider,
} from '../../test/provider.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import { fetchUserInfo, type UserInfo } from './fetch-user-info.ts'

let provider: TestProvider
beforeEach(async () => {
  provider = await createProvider()
})

const ask = (client?: Parameters<typeof fetchUserInfo>[4]): Promise<UserInfo> =>
  fetchUserInfo(
    provider.metadata as unknown as ProviderMetadata,
    'the-access-token',
    'auth0|1',
    createEnvironment(provider),
    client,
  )

const answer = (body: unknown): void => {
  provider.answers['/userinfo'] = () => json(body)
}

describe('fetchUserInfo', () => {
  it('asks with the Access Token in the header, and nowhere else', async () => {
    answer({ sub: 'auth0|1', name: 'Erin' })
    expect(await ask()).toEqual({ sub: 'auth0|1', name: 'Erin' })
    const [request] = provider.requests
    expect(request?.method).toBe('GET')
    expect(request?.url).toBe(`${issuer}userinfo`)
    expect(request?.headers.get('authorization')).toBe('Bearer the-access-token')
  })

  it.each([
    { sub: 'auth0|1invalid' },
    { sub: 'auth0|' },
    { sub: ['auth0|1'] },
    { name: 'Erin' },
    {},
  ])('refuses %j, which is about somebody else', async (body) => {
    answer(body)
    await expect(ask()).rejects.toMatchObject({ name: 'ProtocolError', check: 'userinfo.sub' })
  })

  it.each([401, 403, 429, 500])('tells status %i', async (status) => {
    provider.answers['/userinfo'] = () => json({}, { status })
    await expect(ask()).rejects.toMatchObject({ name: 'ProviderError', failure: 'status', status })
  })

  it('refuses a page', async () => {
    provider.answers['/userinfo'] = () =>
      new Response('<h1>', { headers: { 'content-type': 'text/html' } })
    await expect(ask()).rejects.toMatchObject({ failure: 'content-type' })
  })

  it('needs a userinfo endpoint', async () => {
    delete provider.metadata['userinfo_endpoint']
    await expect(ask()).rejects.toMatchObject({ failure: 'shape' })
  })
})

describe('a signed userinfo response', () => {
  const claims = { iss: issuer, aud: clientId, sub: 'auth0|1', name: 'Erin' }

  async function answerSigned(changes: Record<string, unknown> = {}, header = {}): Promise<void> {
    const token = await provider.sign({ ...claims, ...changes }, header)
    provider.answers['/userinfo'] = () =>
      new Response(token, { headers: { 'content-type': 'application/jwt' } })
  }

  it('is read like another', async () => {
    await answerSigned()
    expect(await ask({ clientId })).toMatchObject({ name: 'Erin' })
    await answerSigned({ aud: ['someone', clientId] })
    expect(await ask({ clientId })).toMatchObject({ name: 'Erin' })
  })

  it('is refused where nobody said who the client is', async () => {
    await answerSigned()
    await expect(ask()).rejects.toMatchObject({ failure: 'content-type' })
  })

  it.each([
    [{ iss: 'https://x/' }, 'userinfo.iss'],
    [{ iss: undefined }, 'userinfo.iss'],
    [{ aud: 'another' }, 'userinfo.aud'],
    [{ aud: ['another'] }, 'userinfo.aud'],
    [{ aud: undefined }, 'userinfo.aud'],
    [{ sub: 'auth0|2' }, 'userinfo.sub'],
  ])('is refused with %j', async (changes, check) => {
    await answerSigned(changes)
    await expect(ask({ clientId })).rejects.toMatchObject({ check })
  })

  it.each([
    [{ typ: 'at+jwt' }, 'userinfo.typ'],
    [{ kid: 'unknown' }, 'userinfo.kid'],
  ])('is refused with the header %j', async (header, check) => {
    await answerSigned({}, header)
    await expect(ask({ clientId })).rejects.toMatchObject({ check })
  })

  it('is refused by another algorithm, another key, or as no JWT', async () => {
    await answerSigned()
    await expect(ask({ clientId, userInfoAlgorithms: ['ES256'] })).rejects.toMatchObject({
      check: 'userinfo.alg',
    })
    provider.keys = [(await createKey('RS256', provider.key.kid)).jwk]
    await expect(ask({ clientId })).rejects.toMatchObject({ check: 'userinfo.signature' })
    provider.answers['/userinfo'] = () =>
      new Response('{}', { headers: { 'content-type': 'application/jwt' } })
    await expect(ask({ clientId })).rejects.toMatchObject({ check: 'userinfo.format' })
  })

  it('is refused with an extension', async () => {
    const [, payload = '', signature = ''] = (await provider.sign(claims)).split('.')
    const header = Buffer.from('{"alg":"RS256","zip":"DEF"}').toString('base64url')
    provider.answers['/userinfo'] = () =>
      new Response(`${header}.${payload}.${signature}`, {
        headers: { 'content-type': 'application/jwt' },
      })
    await expect(ask({ clientId })).rejects.toMatchObject({ check: 'userinfo.crit' })
  })
})
