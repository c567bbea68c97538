import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../test/api.ts'
import { audience, Issuer, type Members } from '../../test/issuer.ts'
import { profileIds } from './profiles.ts'

const apis = new Map<string, TestApi>()
let issuer: Issuer

beforeAll(async () => {
  issuer = await Issuer.start()
  for (const profile of profileIds) {
    apis.set(profile, await startApi(issuer, { ACCESS_TOKEN_PROFILE: profile }))
  }
})

afterAll(async () => {
  for (const api of apis.values()) await api.stop()
  await issuer.stop()
})

const read = async (profile: string, claims: Members, header: Members = { typ: 'JWT' }) => {
  const token = await issuer.token(claims, header)
  return (await apis.get(profile)?.call('/api/timesheets', { token }))?.status
}

/** Tokens as the providers make them, and the profiles that take them. */
const tokens: readonly [
  title: string,
  takenBy: readonly string[],
  claims: Members,
  header?: Members,
][] = [
  ['RFC 9068', profileIds.filter((id) => id !== 'entra'), {}, {}],
  [
    'Auth0: typ JWT, azp, no jti, userinfo in aud',
    ['auth0', 'generic'],
    {
      client_id: undefined,
      jti: undefined,
      azp: 'timesheets-spa',
      aud: [audience, 'https://tenant.eu.auth0.com/userinfo'],
    },
  ],
  [
    'Keycloak: typ Bearer among the claims, account in aud',
    ['keycloak', 'generic'],
    {
      client_id: undefined,
      azp: 'timesheets-spa',
      typ: 'Bearer',
      aud: [audience, 'account'],
      sid: 's',
      acr: '1',
      realm_access: { roles: ['offline_access'] },
    },
  ],
  [
    'Entra version 2: scp, azp, uti',
    ['entra', 'generic'],
    {
      client_id: undefined,
      jti: undefined,
      scope: undefined,
      scp: 'read:timesheets',
      azp: '6f2a',
      azpacr: '0',
      uti: 'u',
      ver: '2.0',
      tid: 't',
      oid: 'o',
    },
  ],
  [
    'Entra version 1: appid',
    ['entra', 'generic'],
    { client_id: undefined, jti: undefined, scope: undefined, scp: 'read:timesheets', appid: '6f' },
  ],
  [
    'Okta: scp as a list, cid',
    ['generic'],
    { client_id: undefined, scope: undefined, scp: ['openid', 'read:timesheets'], cid: '0oa' },
    { typ: undefined },
  ],
  [
    'Cognito: token_use access, no typ',
    ['auth0', 'generic'],
    { token_use: 'access', jti: 'j' },
    { typ: undefined },
  ],
]

describe.each(tokens)('a token of %s', (_, takenBy, claims, header) => {
  it.each(profileIds)('with profile %s', async (profile) => {
    const status = await read(profile, claims, header)
    if (takenBy.includes(profile)) expect(status).toBe(200)
    else expect(status).not.toBe(200)
  })
})

/** ID Tokens and others whose aud happens to list the API. */
const others: readonly [title: string, claims: Members][] = [
  ['an ID Token with a nonce', { nonce: 'n' }],
  ['an ID Token with at_hash', { at_hash: 'h' }],
  ['an ID Token with c_hash', { c_hash: 'h' }],
  ['an ID Token without nonce', { client_id: undefined, scope: undefined }],
  [
    'an ID Token without nonce that names its client',
    {
      client_id: undefined,
      scope: undefined,
      azp: 'timesheets-spa',
      aud: ['timesheets-spa', audience],
    },
  ],
  ['an ID Token of Keycloak', { typ: 'ID' }],
  ['a refresh token of Keycloak', { typ: 'Refresh' }],
  ['an ID Token of Cognito', { token_use: 'id' }],
  ['a logout token', { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }],
]

describe.each(others)('%s', (_, claims) => {
  it.each(profileIds)('is refused by profile %s', async (profile) => {
    for (const typ of ['JWT', undefined]) {
      expect(await read(profile, { jti: 'j', azp: undefined, ...claims }, { typ })).toBe(401)
    }
  })
})

describe.each(profileIds)('profile %s', (profile) => {
  it.each(['logout+jwt', 'secevent+jwt', 'dpop+jwt', 1, {}])('refuses typ %j', async (typ) => {
    const like = { azp: 'timesheets-spa', typ: 'Bearer', scp: 'read:timesheets' }
    expect(await read(profile, like, { typ })).toBe(401)
  })

  it('still checks what RFC 9068 asks for besides', async () => {
    const like = { azp: 'timesheets-spa', typ: 'Bearer', scp: 'read:timesheets' }
    for (const wrong of [{ sub: undefined }, { exp: undefined }, { iat: undefined }, { cnf: {} }]) {
      expect(await read(profile, { ...like, ...wrong })).toBe(401)
    }
  })
})
