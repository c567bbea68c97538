import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type Answer, type TestApi } from '../../test/api.ts'
import { Forge } from '../../test/forge.ts'
import { audience, Issuer, makeKey, type Members } from '../../test/issuer.ts'

let issuer: Issuer
let forge: Forge
let api: TestApi

beforeAll(async () => {
  issuer = await Issuer.start()
  forge = new Forge(issuer)
  api = await startApi(issuer, { OIDC_ALLOWED_CLIENTS: 'timesheets-spa' })
})

afterAll(async () => {
  await api.stop()
  await issuer.stop()
})

const read = (token: string): Promise<Answer> => api.call('/api/timesheets', { token })

/** The refused one differs from a good one in this alone: the good one is asked for first. */
async function refusalOf(token: string): Promise<Answer> {
  expect((await read(forge.token())).status).toBe(200)
  return read(token)
}

const withClaims = (payload: Members) => () => forge.token({ payload })
const withHeader = (header: Members) => () => forge.token({ header })
const now = Math.floor(Date.now() / 1000)

describe.each<[string, [string, () => string | Promise<string>][]]>([
  [
    'T01: a token whose time or signature is wrong',
    [
      ['expired', withClaims({ exp: now - 60, iat: now - 600 })],
      ['not yet valid', withClaims({ nbf: now + 600 })],
      ['without exp', withClaims({ exp: undefined })],
      ['changed after it was signed', () => forge.token().replace(/\.[^.]+$/, '.AAAA')],
    ],
  ],
  [
    'T02: a token of another kind',
    [
      ['an ID Token', withHeader({ typ: 'JWT' })],
      ['a logout token', withHeader({ typ: 'logout+jwt' })],
      ['of no kind', withHeader({ typ: undefined })],
    ],
  ],
  [
    'T03: a token for or from somebody else',
    [
      ['another issuer', withClaims({ iss: 'https://other.example/' })],
      ['another audience', withClaims({ aud: 'https://other.example/api' })],
      ['a stranger among its audiences', withClaims({ aud: [audience, 'https://evil.example'] })],
      ['nobody', withClaims({ sub: undefined })],
      ['no client', withClaims({ client_id: undefined })],
      ['no id', withClaims({ jti: undefined })],
      ['issued in the future', withClaims({ iat: now + 3000, exp: now + 3600 })],
    ],
  ],
  [
    'T04: a token that names its own algorithm or key',
    [
      ['none', () => `${forge.unsigned({ header: { alg: 'none' } })}.AA`],
      ['nOnE', () => `${forge.unsigned({ header: { alg: 'nOnE' } })}.AA`],
      ['HS256 with the public key', () => forge.hmac(JSON.stringify(issuer.key.jwk))],
      ['a key of its own', async () => forge.token({ key: await makeKey('k1') })],
      ['jku', () => withHeader({ kid: 'other', jku: `${issuer.url}jwks.json` })()],
      ['jwk', () => withHeader({ kid: 'other', jwk: issuer.key.jwk })()],
    ],
  ],
  [
    'T05: a token that parsers disagree about',
    [
      ['unknown crit', withHeader({ crit: ['exp-x'], 'exp-x': 1 })],
      ['b64 false', withHeader({ crit: ['b64'], b64: false })],
      [
        'sub twice',
        () => {
          const claims = JSON.stringify(issuer.claims())
          return forge.token({ payload: claims.replace('{', '{"sub":"auth0|manager",') })
        },
      ],
    ],
  ],
  ['T13: a token that is bound to a key', [['cnf', withClaims({ cnf: { jkt: 'a' } })]]],
])('%s is refused', (_, cases) => {
  it.each(cases)('%s', async (_title, make) => {
    const fetched = issuer.keyFetches
    const { status, body, headers } = await refusalOf(await make())
    expect(status).toBe(401)
    expect(['invalid_token', 'token_expired']).toContain(body.code)
    expect(headers.get('www-authenticate')).toContain('error="invalid_token"')
    expect(issuer.keyFetches - fetched).toBeLessThanOrEqual(1)
  })
})

describe('T07: a challenge', () => {
  it('names the error of RFC 6750, and the same of every cause', async () => {
    const causes = [withClaims({ aud: 'x' }), withHeader({ typ: 'JWT' }), withClaims({ sub: 1 })]
    const told = new Set<string>()
    for (const make of causes) {
      const { body, headers } = await refusalOf(make())
      const { instance, detail, ...rest } = body
      expect(instance).toMatch(/^urn:uuid:/)
      // which check it was is for developers: the API says it outside of production alone
      told.add(JSON.stringify([rest, headers.get('www-authenticate')]))
      expect(detail).toContain('The Access Token is not valid for this API')
    }
    expect(told.size).toBe(1)
    const { status, headers } = await refusalOf(forge.token({ payload: { scope: 'openid' } }))
    expect(status).toBe(403)
    expect(headers.get('www-authenticate')).toMatch(
      /error="insufficient_scope".*scope="read:timesheets"/,
    )
  })
})

describe('T12: a client that is not on the list', () => {
  it('is refused with 403, whatever its scopes', async () => {
    const { status, body } = await refusalOf(forge.token({ payload: { client_id: 'other' } }))
    expect([status, body.code]).toEqual([403, 'insufficient_scope'])
  })
})

describe('T14: floods', () => {
  it('of long tokens are refused unread, those of bad signatures fetch no key', async () => {
    expect([413, 431]).toContain((await refusalOf('a'.repeat(64_000))).status)
    expect((await read('a'.repeat(9000))).status).toBe(401)
    const fetched = issuer.keyFetches
    const good = forge.token()
    const flood = Array.from({ length: 500 }, (_, index) =>
      read(`${good.slice(0, -8)}${String(10_000_000 + index)}`),
    )
    const [, ...statuses] = [
      await read(good),
      ...(await Promise.all(flood)).map(({ status }) => status),
    ]
    expect(new Set(statuses)).toEqual(new Set([401]))
    expect((await read(good)).status).toBe(200)
    expect(issuer.keyFetches).toBe(fetched)
  })
})
