import { gzipSync } from 'node:zlib'
import type { ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { World } from '../../test/backend.ts'
import { RecordingServer, sendJson } from '../../test/server.ts'
import type { Members } from '../../test/provider.ts'

let world: World
let evil: RecordingServer

beforeAll(async () => {
  world = await World.create()
  evil = await RecordingServer.start()
})
afterAll(async () => {
  await world.stop()
  await evil.stop()
})
afterEach(() => {
  const { provider } = world
  provider.idTokenClaims = provider.idTokenHeader = provider.tokenResponse = {}
  provider.tokenEndpoint = undefined
})

describe('the second ID Token (H04)', () => {
  it.each<[string, Members, Members, string]>([
    ['of another issuer', { iss: 'https://evil.test/' }, {}, 'id-token.iss'],
    ['of this issuer, without the slash', { iss: 'http://localhost' }, {}, 'id-token.iss'],
    ['about somebody else', { sub: 'auth0|somebody' }, {}, 'id-token.sub'],
    ['about nobody', { sub: undefined }, {}, 'id-token.sub'],
    ['for another client', { aud: 'other' }, {}, 'id-token.aud'],
    ['for another client as well', { aud: ['timesheets-backend', 'other'] }, {}, 'id-token.aud'],
    ['with another nonce', { nonce: 'n'.repeat(43) }, {}, 'id-token.nonce'],
    ['without nonce', { nonce: undefined }, {}, 'id-token.nonce'],
    ['that has expired', { exp: 1 }, {}, 'id-token.exp'],
    ['without exp', { exp: undefined }, {}, 'id-token.exp'],
    ['of the future', { iat: 4_000_000_000 }, {}, 'id-token.iat'],
    ['for another Access Token', { at_hash: 'x'.repeat(22) }, {}, 'id-token.at_hash'],
    ['that is another kind of token', {}, { typ: 'at+jwt' }, 'id-token.typ'],
    ['by a key that nobody knows', {}, { kid: 'k2' }, 'id-token.kid'],
  ])('is refused if it is one %s', async (_, claims, header, check) => {
    const before = (await world.rows('sessions')).length
    const browser = world.browser()
    const handOff = await browser.begin(world.provider)
    world.provider.idTokenClaims = claims
    world.provider.idTokenHeader = header
    world.api.forgetRequests()
    const { status, body, text } = await browser.handOver(handOff)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'login_refused', check })
    expect(text).not.toMatch(/eyJ/)
    expect(browser.session).toBeUndefined()
    expect(await world.rows('sessions')).toHaveLength(before)
    expect(world.api.received).toEqual([])
    expect(world.log.having({ msg: 'refused', check })).not.toEqual([])
  })

  it('leaves the session alone that was there before', async () => {
    const browser = await world.loggedIn({ sub: 'auth0|before' })
    const handOff = await browser.begin(world.provider)
    world.provider.idTokenClaims = { sub: 'auth0|somebody' }
    expect((await browser.handOver(handOff)).status).toBe(400)
    const { body } = await browser.call('/backend/session')
    expect(body['user']).toMatchObject({ sub: 'auth0|before' })
  })

  it('may be about anybody where no first one came', async () => {
    const browser = world.browser()
    const handOff = await browser.begin(world.provider, { flow: 'code token', sub: 'auth0|a' })
    expect((await browser.handOver(handOff)).status).toBe(201)
  })

  it('has to come: an Access Token alone is nobody', async () => {
    const browser = world.browser()
    const handOff = await browser.begin(world.provider)
    world.provider.tokenResponse = { id_token: undefined }
    const { body } = await browser.handOver(handOff)
    expect(body).toMatchObject({ code: 'login_refused', check: 'token-response.members' })
    expect(browser.session).toBeUndefined()
  })

  it.each(['Bearer', 'bearer'])('is taken beside a token of type %s', async (type) => {
    world.provider.tokenResponse = { token_type: type }
    expect((await world.loggedIn()).session).toBeDefined()
  })
})

describe('a token endpoint that does not answer as one (C12)', () => {
  const answers: [string, (response: ServerResponse) => void, number][] = [
    [
      'redirects with the request',
      (r) => r.writeHead(307, { location: `${evil.origin}/token` }).end(),
      503,
    ],
    ['redirects', (r) => r.writeHead(302, { location: `${evil.origin}/token` }).end(), 503],
    ['is a page', (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hello'), 503],
    ['is no JSON', (r) => r.writeHead(200, { 'content-type': 'application/json' }).end('{'), 503],
    ['is a list', (r) => sendJson(r, []), 503],
    [
      'says everything twice',
      (r) =>
        r
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"access_token":"a","access_token":"b"}'),
      503,
    ],
    ['lacks the Access Token', (r) => sendJson(r, { token_type: 'Bearer', id_token: 'x' }), 400],
    ['lacks the type', (r) => sendJson(r, { access_token: 'x', id_token: 'y' }), 400],
    [
      'has another type',
      (r) => sendJson(r, { access_token: 'x', id_token: 'y', token_type: 'mac' }),
      400,
    ],
    ['breaks down', (r) => sendJson(r, { error: 'server_error' }, 500), 503],
    ['is away', (r) => r.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502'), 503],
    ['refuses us', (r) => sendJson(r, { error: 'invalid_client' }, 401), 400],
    [
      'is too long',
      (r) =>
        r
          .writeHead(200, { 'content-type': 'application/json' })
          .end(`{"a":"${'a'.repeat(300_000)}"}`),
      503,
    ],
    [
      'is a bomb',
      (r) =>
        r
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(50_000_000, 32))),
      503,
    ],
  ]

  it.each(answers)('gets nothing more from us if it %s', async (_, answer, expected) => {
    const before = (await world.rows('sessions')).length
    const browser = world.browser()
    const handOff = await browser.begin(world.provider)
    world.provider.tokenEndpoint = (_, response) => answer(response)
    const { status } = await browser.handOver(handOff)
    expect(status).toBe(expected)
    expect(browser.session).toBeUndefined()
    expect(await world.rows('sessions')).toHaveLength(before)
    expect(evil.received).toEqual([])
  })

  it('is asked once, and a login after it works', async () => {
    world.clock.forward(5_000)
    expect((await world.loggedIn()).session).toBeDefined()
  })
})
