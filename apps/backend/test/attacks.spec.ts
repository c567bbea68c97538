import { createHash, randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import type { FaultId } from '@frontchannel/conformance/faults'
import { completeLogin, startLogin } from '@frontchannel/relying-party'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestBrowser } from '../../../packages/mock-idp/src/testing/browser.ts'
import { World } from './backend.ts'
import type { Answer, TestBrowser } from './browser.ts'
import { employee, serveMockIdp, tenantClient, type ServedIdp } from './mock-idp.ts'
import { clientId, clientSecret } from './provider.ts'
import { logInAtProvider, scope, spaAt, type FrontChannel } from './spa.ts'

let world: World
let served: ServedIdp
let backend: string

beforeAll(async () => {
  world = await World.create()
  served = await serveMockIdp(world.clock)
  backend = await world.startBackEnd({ OIDC_ISSUER: served.issuer, OIDC_SCOPE: scope })
})
afterAll(async () => {
  await world.stop()
  await served.stop()
})

type Amend = (request: URLSearchParams) => void
const atProvider = (browser: TestBrowser, flow = 'code id_token', amend?: Amend) =>
  logInAtProvider(served.issuer, flow, browser, world.clock, {}, amend)
const withFault = (browser: TestBrowser, id: FaultId): Promise<FrontChannel> =>
  logInAtProvider(served.issuer, 'code id_token', browser, world.clock, { mock_faults: id })

/** How often the provider was asked for tokens while something was done. */
async function tokenRequests(work: () => Promise<unknown>): Promise<number> {
  const count = async () =>
    (await served.idp.control.readLog({})).entries.filter(({ endpoint }) => endpoint === 'token')
      .length
  const before = await count()
  await work()
  return (await count()) - before
}

async function logIn(): Promise<TestBrowser> {
  const browser = world.browser(backend)
  const { handOff } = await atProvider(browser)
  expect((await browser.handOver(handOff)).status).toBe(201)
  return browser
}

/** Nothing came of it: no session, in the browser or in the database. */
async function expectNobody(browser: TestBrowser): Promise<void> {
  expect(browser.session).toBeUndefined()
  const { body } = await browser.call('/backend/session')
  expect(body['authenticated']).toBe(false)
}

const random = (): string => randomBytes(32).toString('base64url')
const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url')
const claimsOf = (jwt = ''): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as never

it('without an attack, logs in: what all of these differ from', async () => {
  expect((await (await logIn()).call('/backend/session')).body['authenticated']).toBe(true)
})

describe('a first ID Token that cannot be trusted', () => {
  it.each([
    ['another code (H02)', 'id-token.c_hash.append1', 'id-token.c_hash'],
    ['no code at all (H02)', 'id-token.c_hash.missing', 'id-token.c_hash'],
    [
      'signed with something the client knows (H12)',
      'id-token.alg.hs256-client-id',
      'id-token.alg',
    ],
    ['signed with the public key (H12)', 'id-token.alg.hs256-public-key', 'id-token.alg'],
  ] as const)('keeps the code from being sent: %s', async (_, fault, check) => {
    const browser = world.browser(backend)
    const asked = await tokenRequests(() =>
      expect(withFault(browser, fault)).rejects.toMatchObject({ check }),
    )
    expect(asked).toBe(0)
    await expectNobody(browser)
  })

  it('is refused in the back-end, too, if signed with the client secret (H12)', async () => {
    const { provider } = world
    const browser = world.browser()
    const handOff = await browser.begin(provider)
    const iat = world.clock.seconds
    const claims = {
      iss: provider.issuer,
      aud: clientId,
      sub: 'auth0|employee',
      iat,
      exp: iat + 60,
    }
    const idToken = await new SignJWT({ ...claims, nonce: handOff.nonce })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(clientSecret))
    provider.tokenResponse = { id_token: idToken }
    const { body } = await browser.handOver(handOff)
    provider.tokenResponse = {}
    expect(body['check']).toBe('id-token.alg')
    await expectNobody(browser)
  })
})

describe('a first ID Token in the address (H13)', () => {
  it('says nothing about the user to a client of somebody else, and is what was asked for to ours (residual)', async () => {
    const told = async (firstParty: boolean): Promise<string[]> => {
      await served.idp.control.putClient({ client: { ...tenantClient, firstParty } })
      const { login } = await atProvider(world.browser(backend))
      return Object.keys(claimsOf(login.idToken)).sort()
    }
    const ofTheProtocol = ['aud', 'c_hash', 'exp', 'iat', 'iss', 'nonce', 'sub']
    expect(await told(false)).toEqual(ofTheProtocol)
    // HYB-09: the SPA greets its user while the code is redeemed
    expect(await told(true)).toEqual([...ofTheProtocol, 'email', 'name'].sort())
  })
})

describe('a good code, handed over by somebody else’s page (H07, H14)', () => {
  const json = 'application/json'
  const elsewhere = { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }
  const shapes: [shape: string, headers: Record<string, string | undefined>][] = [
    ['fetch without CORS, as text', { ...elsewhere, 'content-type': 'text/plain' }],
    ['fetch from a sibling', { 'sec-fetch-site': 'same-site', 'content-type': json }],
    ['our origin without the header', { 'x-app-csrf': undefined, 'content-type': json }],
    [
      'a form that submits itself',
      { ...elsewhere, 'content-type': 'application/x-www-form-urlencoded' },
    ],
    ['a form of our own origin', { 'content-type': 'application/x-www-form-urlencoded' }],
  ]
  it.each(shapes)('is not redeemed: %s', async (_, headers) => {
    const browser = world.browser(backend)
    const { handOff } = await atProvider(browser)
    const isForm = String(headers['content-type']).includes('form')
    const body = isForm ? new URLSearchParams({ ...handOff }).toString() : handOff
    let answer: Answer | undefined
    const asked = await tokenRequests(async () => {
      answer = await browser.call('/backend/session', { method: 'POST', body, headers })
    })
    expect([answer?.status, asked]).toEqual([403, 0])
    expect(world.log.text).not.toContain(handOff.code)
    // and is still good for the page that it belongs to
    expect((await browser.handOver(handOff)).status).toBe(201)
  })
})

describe('PKCE', () => {
  it('cannot be taken out of the request on its way (C02)', async () => {
    const browser = world.browser(backend)
    const { handOff } = await atProvider(browser, 'code id_token', (request) => {
      request.delete('code_challenge')
      request.delete('code_challenge_method')
    })
    const { status, body } = await browser.handOver(handOff)
    expect([status, body['code']]).toEqual([400, 'login_not_completed'])
    await expectNobody(browser)
  })

  it('with a challenge of the attacker’s gives the victim nothing, and the attacker neither (C05)', async () => {
    const [victim, attacker] = [world.browser(backend), world.browser(backend)]
    const { handOff: own } = await atProvider(attacker)
    const { handOff } = await atProvider(victim, 'code id_token', (request) =>
      request.set('code_challenge', challengeOf(own.codeVerifier)),
    )
    // the nonce of the victim's login is in the second ID Token
    const stolen = await attacker.handOver({ ...own, code: handOff.code })
    expect([stolen.status, stolen.body['check']]).toEqual([400, 'id-token.nonce'])
    // it was sent once, and is not sent again
    expect((await victim.handOver(handOff)).status).toBe(409)
    await expectNobody(attacker)
    await expectNobody(victim)
  })

  it('stops nobody who writes the whole request of the victim (C05, residual)', async () => {
    // they have begun a login of their own, to which the victim agrees (RFC 9700 §4.5.4); all that
    // is left is that the code goes to the victim's browser, which knows no such login
    const attacker = world.browser(backend)
    const { settings, environment } = spaAt(served.issuer, 'code id_token', world.clock)
    const { url, transaction } = await startLogin(settings, { returnTo: '/' }, environment)
    const { state, nonce, codeVerifier = '', redirectUri } = transaction
    const own = { state, nonce, codeVerifier, redirectUri, issuer: served.issuer }
    await attacker.bind({ ...own, flow: 'code id_token' })
    const victim = await createTestBrowser(fetch).logIn(url, employee)
    const there = spaAt(served.issuer, 'code id_token', world.clock)
    const response = { url: victim.url.href }
    await expect(completeLogin(there.settings, response, there.environment)).rejects.toMatchObject({
      check: 'authorization-response.state',
    })
    const code = victim.parameters.get('code') ?? ''
    const idTokenSubject = 'auth0|employee'
    const stolen = { ...own, flow: 'code id_token', code, idTokenSubject }
    expect((await attacker.handOver(stolen)).status).toBe(201)
  })

  it('is new in each login, and so are state and nonce: 43 characters of chance (C04)', async () => {
    const seen = new Set<string | undefined>()
    const { settings, environment } = spaAt(served.issuer, 'code id_token', world.clock)
    for (let login = 0; login < 200; login++) {
      const { transaction } = await startLogin(settings, { returnTo: '/' }, environment)
      const { state, nonce, codeVerifier } = transaction
      for (const value of [state, nonce, codeVerifier]) {
        expect(value).toMatch(/^[\w-]{43,}$/)
        seen.add(value)
      }
    }
    expect(seen.size).toBe(600)
  })
})

describe('an Access Token that is bound to a key (C14)', () => {
  it('is not taken as a bearer token, and no proof travels: DPoP is not spoken here', async () => {
    world.provider.tokenResponse = { token_type: 'DPoP' }
    const browser = world.browser()
    const { body } = await browser.handOver(await browser.begin(world.provider))
    world.provider.tokenResponse = {}
    expect(body['check']).toBe('token-response.token_type')
    await expectNobody(browser)

    const good = await world.loggedIn()
    await good.call('/backend/api/timesheets', { headers: { dpop: random() } })
    const { headers } = world.api.received.at(-1) ?? {}
    expect(headers?.authorization).toMatch(/^Bearer /)
    expect(headers).not.toHaveProperty('dpop')
  })
})

describe('a socket that another page opens with the cookies of its visitor (B18)', () => {
  it.each(['/backend/session', '/backend/api/timesheets', '/backend/socket'])(
    'is none: %s speaks HTTP alone',
    async (path) => {
      const browser = await logIn()
      const answer = await upgrade(path, browser.cookieHeader, 'https://evil.test')
      expect(answer).not.toMatch(/^HTTP\/1\.1 101/)
      expect(answer).not.toContain('auth0|employee')
      // the same from our own page: there is nothing to hijack
      expect(await upgrade(path, browser.cookieHeader, 'http://localhost:5173')).not.toMatch(
        / 101 /,
      )
    },
  )
})

describe('pages that a browser keeps (B23)', () => {
  it('are not to be kept, and go with the logout', async () => {
    const browser = await logIn()
    const shown = await browser.call('/backend/session')
    expect(shown.text).toContain('auth0|employee')
    expect(shown.headers.get('cache-control')).toBe('no-store')
    const { headers } = await browser.call('/backend/session', { method: 'DELETE' })
    expect(headers.get('clear-site-data')).toBe('"cache"')
    expect((await browser.call('/backend/session')).text).not.toContain('auth0|employee')
  })
})

describe('a code that is more than a minute old (C13)', () => {
  it('is refused, and the user can begin again', async () => {
    const browser = world.browser(backend)
    const { handOff } = await atProvider(browser)
    world.clock.forward(61_000)
    const { status, body } = await browser.handOver(handOff)
    expect([status, body['code']]).toEqual([400, 'login_not_completed'])
    await expectNobody(browser)
    await logIn()
  })
})

function upgrade(path: string, cookie: string, origin: string): Promise<string> {
  const { hostname, port, host } = new URL(backend)
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(Number(port), hostname)
    socket.setEncoding('latin1').on('error', reject)
    socket.on('data', (chunk: string) => (received += chunk))
    socket.on('close', () => resolve(received))
    socket.write(
      [
        `GET ${path} HTTP/1.1`,
        `Host: ${host}`,
        'Connection: Upgrade, close',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
        `Origin: ${origin}`,
        `Cookie: ${cookie}`,
        '\r\n',
      ].join('\r\n'),
    )
  })
}
