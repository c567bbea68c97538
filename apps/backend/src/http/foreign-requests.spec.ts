import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { basePath, routes } from '@frontchannel/contract'
import { World } from '../../test/backend.ts'
import { spaOrigin, type CallOptions, type TestBrowser } from '../../test/browser.ts'

let world: World
let victim: TestBrowser

beforeAll(async () => {
  world = await World.create({ DEMO: '1' })
  victim = await world.loggedIn()
})
afterAll(() => world.stop())

const id = '6f1f2f57-7a1c-4a5c-9d0a-3f3a0e8f7c11'
const own: [method: string, path: string][] = [
  ['POST', '/login'],
  ['POST', '/session'],
  ['GET', '/session'],
  ['DELETE', '/session'],
  ['GET', '/sessions'],
  ['DELETE', `/sessions/${id}`],
  ['GET', '/trace'],
]
const ofTheApi = Object.values(routes).map(({ method, path }): [string, string] => [
  method,
  basePath + path.replace(/:\w+/g, id),
])
const all = [...own, ...ofTheApi, ['GET', '/nowhere'] as const, ['POST', '/nowhere'] as const]
const changing = all.filter(([method]) => method !== 'GET')

/** Everything that a request could change. */
const everything = async (): Promise<string> =>
  JSON.stringify([
    await world.rows('sessions'),
    await world.rows('used'),
    await world.rows('revocations'),
    world.api.received.length,
    world.provider.requests('token').length,
  ])

/** The effect of a refusal: 403 in the same words, and nothing has changed. */
async function expectRefused(path: string, options: CallOptions): Promise<void> {
  const before = await everything()
  const answer = await victim.call(`/backend${path}`, options)
  expect(answer.status).toBe(403)
  expect(answer.body).toMatchObject({
    code: 'foreign_request',
    title: 'Request is not from the app',
  })
  expect(answer.headers.getSetCookie()).toEqual([])
  expect(await everything()).toBe(before)
}

describe.each(all)('%s %s', (method, path) => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' }],
    ['a sibling', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:6666' }],
    ['another site, without Origin', { 'sec-fetch-site': 'cross-site', origin: undefined }],
    ['a frame without origin', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    [
      'an old browser on another site',
      { 'sec-fetch-site': undefined, origin: 'https://evil.test' },
    ],
    [
      'an origin that looks alike',
      { 'sec-fetch-site': undefined, origin: `${spaOrigin}.evil.test` },
    ],
    [
      'a site that lies about itself',
      { 'sec-fetch-site': 'same-origin', origin: 'https://evil.test' },
    ],
    ['a name that was made to point here', { host: 'evil.test' }],
  ])('refuses %s (B04, B05, B07, B20, X12)', async (_, headers) => {
    await expectRefused(path, { method, headers, ...(method === 'POST' && { body: {} }) })
  })
})

describe.each(changing)('%s %s', (method, path) => {
  it.each<[string, CallOptions]>([
    ['a link or an image', { headers: { 'x-app-csrf': undefined } }],
    ['a header with another value', { headers: { 'x-app-csrf': '0' } }],
    [
      'neither Origin nor Fetch Metadata',
      { headers: { origin: undefined, 'sec-fetch-site': undefined } },
    ],
    ['an address that the user typed', { headers: { 'sec-fetch-site': 'none' } }],
    ['a form', { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['a form of text', { body: '{"a":1}', headers: { 'content-type': 'text/plain' } }],
    [
      'a form of parts',
      { body: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    ],
    ['a body of no type', { body: '{}', headers: { 'content-type': undefined } }],
  ])('refuses %s (B04)', async (_, options) => {
    await expectRefused(path, { method, ...options })
  })
})

describe('our own pages', () => {
  it.each([
    ['with Fetch Metadata', { 'sec-fetch-site': 'same-origin' }],
    ['of a browser that only sends Origin', { 'sec-fetch-site': undefined }],
  ])('may change something: %s', async (_, headers) => {
    const browser = await world.loggedIn()
    const answer = await browser.call('/backend/session', { method: 'DELETE', headers })
    expect(answer.status).toBe(200)
  })

  it.each([
    ['with Fetch Metadata', { 'sec-fetch-site': 'same-origin' }],
    ['of a browser that sends nothing', { 'sec-fetch-site': undefined }],
    ['by their address', { 'sec-fetch-site': 'none' }],
  ])('may read: %s', async (_, headers) => {
    expect((await victim.call('/backend/session', { headers })).body['authenticated']).toBe(true)
  })
})

describe('CORS (B17)', () => {
  it.each(['https://evil.test', 'null', spaOrigin, `${spaOrigin}.evil.test`])(
    'is never granted: %s',
    async (origin) => {
      for (const [method, path] of all) {
        const preflight = await victim.call(`/backend${path}`, {
          method: 'OPTIONS',
          headers: {
            origin,
            'x-app-csrf': undefined,
            'access-control-request-method': method,
            'access-control-request-headers': 'x-app-csrf',
          },
        })
        expect(preflight.status).toBe(403)
        expect([...preflight.headers.keys()].join()).not.toContain('access-control')
      }
    },
  )

  it('is not spoken in answers to our own pages either', async () => {
    world.api.answer = (_, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'access-control-allow-origin': '*',
        'access-control-allow-credentials': 'true',
      })
      response.end('{"items":[]}')
    }
    const { headers } = await victim.call('/backend/api/timesheets')
    expect([...headers.keys()].join()).not.toContain('access-control')
    world.api.answer = undefined
  })
})

describe('every answer', () => {
  it('may be neither stored, framed, sniffed nor embedded (B19)', async () => {
    for (const [method, path] of all) {
      const { headers } = await victim.call(`/backend${path}`, {
        method,
        headers: { host: 'evil.test' },
      })
      for (const { headers: each } of [
        { headers },
        await world.browser().call(`/backend${path}`),
      ]) {
        expect(Object.fromEntries(each)).toMatchObject({
          'cache-control': 'no-store',
          'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
          'cross-origin-resource-policy': 'same-origin',
          'x-content-type-options': 'nosniff',
          vary: 'Cookie, Sec-Fetch-Site, Origin',
        })
        expect(each.has('x-powered-by')).toBe(false)
      }
    }
  })

  it.each([
    '/session/x.css',
    '/session/',
    '/session;x.css',
    '/session%2Fx.css',
    '/SESSION',
    '//session',
    '/session?/x.css',
  ])('is for one spelling only: %s (B19)', async (path) => {
    const { status, body } = await victim.call(`/backend${path}`)
    expect(path.includes('?') ? 200 : 404).toBe(status)
    expect(body['user']).toBe(path.includes('?') ? body['user'] : undefined)
  })

  it('knows nothing of forwarded hosts', async () => {
    const answer = await victim.call('/backend/session', {
      headers: { 'x-forwarded-host': 'evil.test', forwarded: 'host=evil.test' },
    })
    expect(answer.text).not.toContain('evil.test')
  })
})
