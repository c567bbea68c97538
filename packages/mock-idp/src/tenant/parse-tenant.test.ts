import { describe, expect, it } from 'vitest'
import { parseTenant, TenantError } from './parse-tenant.ts'

const spa = { clientId: 'spa', name: 'SPA', type: 'spa' }
const web = { clientId: 'web', name: 'Web', type: 'web', clientSecret: 's' }
const api = { identifier: 'urn:api', name: 'API', scopes: [] }
const user = { sub: 'auth0|a', email: 'a@example.com', password: 'x' }

const problemsOf = (tenant: object, variables = {}): readonly string[] => {
  try {
    parseTenant({ name: 'T', ...tenant }, variables)
    return []
  } catch (error) {
    if (error instanceof TenantError) return error.problems
    throw error
  }
}

describe('parseTenant', () => {
  it('gives an application what its type has', () => {
    const { clients } = parseTenant({ name: 'T', clients: [spa, web] })
    expect(clients).toMatchObject([
      {
        public: true,
        authenticationMethods: ['none'],
        grantTypes: ['implicit', 'authorization_code', 'refresh_token'],
        idTokenLifetime: 36_000,
      },
      { public: false, authenticationMethods: ['client_secret_basic', 'client_secret_post'] },
    ])
  })

  it('gives an API two lifetimes', () => {
    const { apis } = parseTenant({ name: 'T', apis: [api] })
    expect(apis[0]).toMatchObject({ lifetime: 86_400, browserLifetime: 7200, signingAlg: 'RS256' })
  })

  it('replaces names by variables, and by nothing else', () => {
    const clients = [{ ...spa, callbackUrls: ['${SPA_URL}/cb'] }]
    const tenant = parseTenant({ name: 'T', clients }, { SPA_URL: 'http://a.test' })
    expect(tenant.clients[0]?.callbackUrls).toEqual(['http://a.test/cb'])
    expect(problemsOf({ clients }, {})).toEqual([
      'clients[0].callbackUrls[0]: ${SPA_URL} is not set',
    ])
    expect(problemsOf({ name: '${constructor}' }, {})).toEqual(['name: ${constructor} is not set'])
  })

  it.each([
    [{ nam: 'x' }, 'nam: no such key'],
    [{ clients: [{ ...spa, typo: 1 }] }, 'clients[0].typo: no such key'],
    [
      { users: [user, { ...user, email: 'b@example.com' }] },
      'users[1].sub: "auth0|a" occurs twice',
    ],
    [{ clients: [spa, spa] }, 'clients[1].clientId: "spa" occurs twice'],
    [{ apis: [api, api] }, 'apis[1].identifier: "urn:api" occurs twice'],
    [{ users: [{ ...user, sub: 'a b' }] }, 'users[0].sub: must be 1 to 255 ASCII characters'],
    [{ clients: [{ ...spa, clientSecret: 's' }] }, 'a public client cannot keep a secret'],
    [
      { clients: [{ ...spa, grantTypes: ['client_credentials'] }] },
      'cannot use client_credentials',
    ],
    [{ clients: [{ ...spa, idTokenSigningAlg: 'HS256' }] }, 'HS256 needs a clientSecret'],
    [{ clients: [{ ...web, clientSecret: undefined }] }, 'is required by client_secret_basic'],
    [
      { clients: [{ ...web, authenticationMethods: ['private_key_jwt'] }] },
      'is required by private_key_jwt',
    ],
    [
      { clients: [{ ...spa, authenticationMethods: ['none', 'client_secret_post'] }] },
      'stands alone',
    ],
    [{ apis: [{ ...api, signingAlg: 'HS256' }] }, 'apis[0].signingSecret: is required with'],
    [{ apis: [{ ...api, lifetime: 2_592_001 }] }, 'apis[0].lifetime'],
    [{ apis: [{ ...api, name: '<b>' }] }, 'must not hold < or >'],
    [{ apis: [{ ...api, scopes: [{ name: 'a b', description: 'x' }] }] }, 'is not a scope token'],
    [{ users: [{ ...user, idTokenClaims: { role: 'admin' } }] }, 'users[0].idTokenClaims'],
  ])('refuses %j', (tenant, problem) => {
    expect(problemsOf(tenant).join('\n')).toContain(problem)
  })

  it.each([
    ['/cb', 'is not an absolute URL'],
    ['https://a.test/cb#x', 'must not have a fragment'],
    ['https://*.a.test/cb', 'must not have a wildcard'],
    ['https://user:pass@a.test/', 'must not hold credentials'],
    ['javascript:alert(1)', 'must not use the scheme javascript:'],
    ['data:text/html,x', 'must not use the scheme data:'],
  ])('refuses the callback %s', (address, problem) => {
    expect(problemsOf({ clients: [{ ...spa, callbackUrls: [address] }] })[0]).toContain(problem)
  })

  it.each(['https://a.test/', 'https://a.test/path', 'a.test', 'null', '*'])(
    'refuses the web origin %s',
    (origin) => {
      expect(problemsOf({ clients: [{ ...spa, webOrigins: [origin] }] })[0]).toContain(
        'is not an origin',
      )
    },
  )

  it('tells all problems at once', () => {
    expect(problemsOf({ a: 1, b: 2, clients: [{ ...spa, typo: 1 }] })).toHaveLength(3)
  })
})
