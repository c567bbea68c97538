import { createMockIdp } from '@frontchannel/mock-idp'
import type { MockIdp, MockIdpOptions, TenantInput } from '@frontchannel/mock-idp'
import { createLocalJWKSet, jwtVerify } from 'jose'
import type { JSONWebKeySet, JWTVerifyResult } from 'jose'
import { createTestBrowser } from '../src/testing/browser.ts'
import type { TestBrowser, Visit } from '../src/testing/browser.ts'

export const issuer = 'http://idp.test/'
export const callback = 'https://app.test/cb'
export const api = 'https://api.test/'
export const user = { email: 'ann@example.com', password: 'secret' }

/** A code verifier and its S256 challenge, from RFC 7636 Appendix B. */
export const pkce = {
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
}

/** A tenant with one of everything; every client may use every flow that its type allows. */
export const tenant: TenantInput = {
  name: 'Test',
  faults: true,
  apis: [
    {
      identifier: api,
      name: 'Test API',
      allowOfflineAccess: true,
      scopes: [
        { name: 'read:tests', description: 'Read tests' },
        { name: 'write:tests', description: 'Write tests' },
      ],
    },
  ],
  clients: [
    {
      clientId: 'spa',
      name: 'Test SPA',
      type: 'spa',
      callbackUrls: [callback],
      logoutUrls: ['https://app.test/', 'https://app.test/bye?from=idp'],
      webOrigins: ['https://app.test'],
    },
    {
      clientId: 'web',
      name: 'Test web application',
      type: 'web',
      clientSecret: 'web-secret',
      callbackUrls: ['https://web.test/cb'],
      logoutUrls: ['https://web.test/'],
      webOrigins: ['https://web.test'],
      apiGrants: { [api]: ['read:tests'] },
    },
  ],
  users: [
    {
      sub: 'auth0|ann',
      ...user,
      claims: {
        name: 'Ann Example',
        given_name: 'Ann',
        family_name: 'Example',
        email_verified: true,
        phone_number: '+15550100',
        phone_number_verified: false,
        address: { country: 'US' },
      },
    },
    { sub: 'auth0|bob', email: 'bob@example.com', password: 'secret', claims: { name: 'Bob' } },
  ],
}

export interface Setup {
  readonly idp: MockIdp
  readonly browser: TestBrowser
  /** The address of an authorization request: what is not named is as it should be. */
  readonly authorizeUrl: (parameters: Record<string, string | undefined>) => string
  /** Sends it, and does what the end-user has to do. */
  readonly logIn: (parameters: Record<string, string | undefined>) => Promise<Visit>
  readonly post: (
    path: string,
    body: Record<string, string>,
    headers?: HeadersInit,
  ) => Promise<Response>
  readonly get: (path: string, headers?: HeadersInit) => Promise<Response>
  readonly verify: (token: string) => Promise<JWTVerifyResult>
}

/** A provider of its own for one test. */
export function setUp(options: Partial<MockIdpOptions> = {}): Setup {
  const idp = createMockIdp({ issuer, tenant, ...options })
  const browser = createTestBrowser((request) => idp.fetch(request))
  const url = (path: string): string => `${idp.issuer.replace(/\/$/, '')}/${path}`
  const authorizeUrl: Setup['authorizeUrl'] = (parameters) => {
    const all: Record<string, string | undefined> = {
      client_id: 'spa',
      redirect_uri: parameters['client_id'] === 'web' ? 'https://web.test/cb' : callback,
      response_type: 'id_token token',
      scope: 'openid',
      state: 'xyzABC123',
      nonce: 'n-0S6_WzA2Mj',
      ...parameters,
    }
    const present = Object.entries(all).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    )
    return `${url('authorize')}?${new URLSearchParams(present).toString()}`
  }
  const get: Setup['get'] = (path, headers = {}) =>
    idp.fetch(new Request(url(path), { headers, redirect: 'manual' }))
  return {
    idp,
    browser,
    authorizeUrl,
    logIn: (parameters) => browser.logIn(authorizeUrl(parameters), user),
    post: (path, body, headers = {}) =>
      idp.fetch(
        new Request(url(path), { method: 'POST', body: new URLSearchParams(body), headers }),
      ),
    get,
    async verify(token) {
      const jwks = (await (await get('.well-known/jwks.json')).json()) as JSONWebKeySet
      const currentDate = options.now?.() ?? new Date()
      return jwtVerify(token, createLocalJWKSet(jwks), { issuer: idp.issuer, currentDate })
    },
  }
}

/** `client_secret_basic` of the client `web`. */
export const basicAuth = { Authorization: `Basic ${btoa('web:web-secret')}` }
