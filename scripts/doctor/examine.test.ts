import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { examine } from './examine.ts'
import type { Finding } from './examination.ts'
import { subjectFrom } from './subject.ts'

/** What the provider of a test does; each test breaks one thing. */
interface Provider {
  metadata: Record<string, unknown>
  keys: unknown[]
  date: Date | undefined
  cors: Record<string, string>
  /** Where an authorization request is sent back to. */
  answer: (request: URL) => string | undefined
}

const spa = 'http://localhost:5173'
let publicKey: object
let provider: Provider
let server: Server
let issuer: string

beforeAll(() => {
  publicKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
    format: 'jwk',
  })
})

beforeEach(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    if (provider.date) response.setHeader('Date', provider.date.toUTCString())
    for (const [name, value] of Object.entries(provider.cors)) response.setHeader(name, value)
    const { status, body, location } = route(request, url)
    if (location !== undefined) response.setHeader('Location', location)
    response.writeHead(status).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  issuer = `http://localhost:${(server.address() as AddressInfo).port}/`
  provider = {
    metadata: {
      issuer,
      authorization_endpoint: `${issuer}authorize`,
      userinfo_endpoint: `${issuer}userinfo`,
      jwks_uri: `${issuer}jwks`,
      response_types_supported: ['code', 'token id_token'],
      id_token_signing_alg_values_supported: ['RS256'],
    },
    keys: [{ ...publicKey, use: 'sig', alg: 'RS256', kid: '1' }],
    date: undefined,
    cors: { 'Access-Control-Allow-Origin': spa, 'Access-Control-Allow-Headers': 'Authorization' },
    answer: (request) => `${request.searchParams.get('redirect_uri') ?? ''}#error=login_required`,
  }
})

afterEach(async () => {
  server.close()
  await once(server, 'close')
})

function route(
  request: IncomingMessage,
  url: URL,
): { status: number; body?: string; location?: string } {
  if (request.method === 'OPTIONS') return { status: 204 }
  if (url.pathname === '/.well-known/openid-configuration') {
    return { status: 200, body: JSON.stringify(provider.metadata) }
  }
  if (url.pathname === '/jwks')
    return { status: 200, body: JSON.stringify({ keys: provider.keys }) }
  const location = url.pathname === '/authorize' ? provider.answer(url) : undefined
  return location === undefined ? { status: 403 } : { status: 302, location }
}

const examineWith = async (variables: Record<string, string> = {}): Promise<Finding[]> =>
  examine(await subjectFrom({ OIDC_ISSUER: issuer, ...variables }))

const faults = (findings: readonly Finding[]) => findings.filter(({ ok }) => !ok)

describe('examine', () => {
  test('finds nothing wrong with a provider that is set up', async () => {
    const findings = await examineWith()
    expect(faults(findings)).toEqual([])
    expect(findings.length).toBeGreaterThan(8)
  })

  test('names the slash by which two issuers differ', async () => {
    const [fault, ...others] = faults(await examineWith({ OIDC_ISSUER: issuer.slice(0, -1) }))
    expect(fault).toMatchObject({
      title: 'issuer',
      advice: expect.stringContaining('the last slash included') as string,
    })
    expect(others).toEqual([])
  })

  test('says what to do when nobody answers', async () => {
    const [fault] = faults(await examineWith({ OIDC_ISSUER: 'http://localhost:1/' }))
    expect(fault).toMatchObject({
      title: 'discovery',
      advice: expect.stringContaining('OIDC_ISSUER') as string,
    })
  })

  test.each<[title: string, variables: Record<string, string>, break_: () => void]>([
    ['response type', { OIDC_FLOW: 'code id_token' }, () => undefined],
    [
      'ID Token algorithm',
      {},
      () => (provider.metadata['id_token_signing_alg_values_supported'] = ['HS256']),
    ],
    ['keys', {}, () => (provider.keys = [])],
    ['keys', {}, () => (provider.keys = [{ ...publicKey, use: 'enc' }])],
    ['keys', {}, () => provider.keys.push({ kty: 'RSA', d: 'x' })],
    ['CORS, discovery', {}, () => delete provider.cors['Access-Control-Allow-Origin']],
    ['CORS, userinfo', {}, () => (provider.cors['Access-Control-Allow-Headers'] = '*')],
    ['redirect URI /callback', {}, () => (provider.answer = () => undefined)],
    ['redirect URI /callback', {}, () => (provider.answer = () => '/error?code=1')],
    [
      'redirect URI /callback',
      {},
      () => (provider.answer = () => `${spa}/callback.evil#error=login_required`),
    ],
    [
      'redirect URI /callback',
      {},
      () => (provider.answer = () => `${spa}/callback#error=unauthorized_client`),
    ],
    ['clock', {}, () => (provider.date = new Date(Date.now() - 90_000))],
    ['secure context', { SPA_URL: 'http://timesheets.example.com' }, () => undefined],
    ['transport', { API_URL: 'http://api.example.com' }, () => undefined],
  ])('finds what is wrong with: %s', async (title, variables, break_) => {
    break_()
    const fault = faults(await examineWith(variables)).find((one) => one.title === title)
    expect(fault?.advice).toBeTruthy()
  })
})

describe('subjectFrom', () => {
  test("takes the back-end's registration for flows whose code the back-end redeems", async () => {
    expect((await subjectFrom({ OIDC_FLOW: 'code backend' })).clientId).toBe('timesheets-backend')
    expect((await subjectFrom({ OIDC_FLOW: 'code' })).clientId).toBe('timesheets-spa')
  })

  test('refuses a flow that does not exist, with the ones that do', async () => {
    await expect(subjectFrom({ OIDC_FLOW: 'magic' })).rejects.toThrow(/"id_token token"/)
  })
})
