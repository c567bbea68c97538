import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createKey } from '../../test/keys.ts'
import { createBrowser, unreachable } from '../../test/log-in.ts'
import { claimsWith, json, seconds, start } from '../../test/provider.ts'
import type { Changes } from '../../test/respond.ts'

let { provider, logIn, asked } = await createBrowser()

beforeEach(async () => {
  ;({ provider, logIn, asked } = await createBrowser())
})

describe('what no conformance plan tries', () => {
  const now = seconds(start)
  let stranger: Awaited<ReturnType<typeof createKey>>
  beforeAll(async () => {
    stranger = await createKey('RS256', 'stranger')
  })

  const refused: readonly (readonly [
    row: string,
    flow: string,
    changes: () => Changes | Promise<Changes>,
    check: string,
  ])[] = [
    ['N01 expired', 'id_token', () => ({ claims: { exp: now - 600 } }), 'id-token.exp'],
    [
      'N02 exp is text',
      'id_token token',
      () => ({ claims: { exp: '9999999999' } }),
      'id-token.exp',
    ],
    ['N03 no iss', 'code id_token', () => ({ claims: { iss: undefined } }), 'id-token.iss'],
    ['N03 no nonce', 'id_token token', () => ({ claims: { nonce: undefined } }), 'id-token.nonce'],
    ['N04 a week old', 'id_token', () => ({ claims: { iat: now - 604_800 } }), 'id-token.iat'],
    ['N04 from the future', 'id_token', () => ({ claims: { iat: now + 90 } }), 'id-token.iat'],
    [
      'N06 a second audience',
      'id_token',
      () => ({ claims: { aud: ['timesheets-spa', 'x'] } }),
      'id-token.aud',
    ],
    [
      'N10 another Access Token',
      'id_token token',
      () => ({ parameters: { access_token: 'x' } }),
      'id-token.at_hash',
    ],
    [
      'N10 the same in hybrid',
      'code id_token token',
      () => ({ parameters: { access_token: 'x' } }),
      'id-token.at_hash',
    ],
    [
      'N12 no state',
      'id_token',
      () => ({ parameters: { state: undefined } }),
      'authorization-response.state',
    ],
    [
      'N15 another issuer',
      'token',
      () => ({ parameters: { iss: 'https://x/' } }),
      'authorization-response.iss',
    ],
    [
      'N20 another token type',
      'token',
      () => ({ parameters: { token_type: 'DPoP' } }),
      'authorization-response.token_type',
    ],
    ['N24 another code', 'code id_token', () => ({ parameters: { code: 'x' } }), 'id-token.c_hash'],
    [
      'N24 the same with a token',
      'code id_token token',
      () => ({ parameters: { code: 'x' } }),
      'id-token.c_hash',
    ],
    [
      'N25 an ID Token nobody asked for',
      'token',
      async () => ({ parameters: { id_token: await provider.sign(claimsWith()) } }),
      'authorization-response.members',
    ],
    [
      'N35 encrypted',
      'id_token',
      () => ({ parameters: { id_token: 'a.b.c.d.e' } }),
      'id-token.format',
    ],
  ]

  it.each(refused)('%s (%s)', async (_, flow, changes, check) => {
    await expect(logIn(flow, await changes())).rejects.toMatchObject({
      name: 'ProtocolError',
      check,
    })
    expect(asked('/token')).toBe(0)
    expect(asked('/userinfo')).toBe(0)
  })

  it('N05 accepts clocks that differ by half a minute', async () => {
    expect((await logIn('id_token', { claims: { exp: now - 30, iat: now - 60 } })).sub).toBe(
      'auth0|1',
    )
    expect((await logIn('id_token', { claims: { iat: now + 30 } })).sub).toBe('auth0|1')
  })

  it('N08 looks for an unknown key exactly once', async () => {
    const claims = claimsWith()
    const id_token = await provider.sign(claims, {}, stranger)
    await expect(logIn('id_token', { parameters: { id_token } })).rejects.toMatchObject({
      check: 'id-token.kid',
    })
    expect(asked('/jwks')).toBe(2)
  })

  it.each([
    ['answers 500', () => new Response(null, { status: 500 }), 'status'],
    [
      'answers HTML',
      () => new Response('<p>', { headers: { 'content-type': 'text/html' } }),
      'content-type',
    ],
    ['answers nothing useful', () => json({}), 'shape'],
    ['answers half', () => json('{"keys":['), 'json'],
    ['is not there', unreachable, 'network'],
  ])('N09 tells that the provider of keys %s', async (_, answer, failure) => {
    provider.answers['/jwks'] = answer
    await expect(logIn('id_token')).rejects.toMatchObject({
      name: 'ProviderError',
      resource: 'JWK Set',
      failure,
    })
  })

  it('N11 accepts a lone ID Token without at_hash', async () => {
    expect((await logIn('id_token', { claims: { at_hash: undefined } })).sub).toBe('auth0|1')
  })

  it('N25 shows the granted scope of a bare token', async () => {
    const login = await logIn('token', { parameters: { scope: 'read:timesheets' } })
    expect(login.accessToken?.scopes).toEqual(['read:timesheets'])
  })

  it('N34 accepts 8 KB of claims, and refuses 64 KB readably', async () => {
    const name = 'ü'.repeat(3000)
    expect((await logIn('id_token', { claims: { name } })).claims?.['name']).toBe(name)
    await expect(logIn('id_token', { claims: { name: 'x'.repeat(65_536) } })).rejects.toMatchObject(
      {
        check: 'authorization-response.size',
      },
    )
  })

  it('N37 accepts other algorithms where they are configured, and hashes by them', async () => {
    for (const alg of ['PS256', 'ES256', 'EdDSA']) {
      ;({ logIn } = await createBrowser(alg))
      expect((await logIn('id_token token', {}, { idTokenAlgorithms: [alg] })).sub).toBe('auth0|1')
      await expect(logIn('id_token token')).rejects.toMatchObject({ check: 'id-token.alg' })
    }
  })

  it('takes the algorithm of a provider that cannot do RS256 from its metadata', async () => {
    ;({ provider, logIn } = await createBrowser('ES256'))
    provider.metadata['id_token_signing_alg_values_supported'] = ['ES256', 'HS256', 'none']
    expect((await logIn('id_token')).sub).toBe('auth0|1')
    provider.metadata['id_token_signing_alg_values_supported'] = ['ES256', 'RS256']
    await expect(logIn('id_token')).rejects.toMatchObject({ check: 'id-token.alg' })
  })
})
