import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { basePath, routes, type RouteRow } from '@frontchannel/contract'
import { World } from '../../test/backend.ts'
import { spaOrigin, type TestBrowser } from '../../test/browser.ts'
import { Gate } from '../../test/gate.ts'
import { sendJson } from '../../test/server.ts'

let world: World
let browser: TestBrowser

beforeAll(async () => {
  world = await World.create()
})
beforeEach(async () => {
  browser = await world.loggedIn()
  world.api.forgetRequests()
})
afterEach(() => {
  world.api.answer = undefined
  world.api.isDown = false
})
afterAll(() => world.stop())

const id = '6f1f2f57-7a1c-4a5c-9d0a-3f3a0e8f7c11'
const rows: RouteRow[] = Object.values(routes)
const pathOf = ({ path }: RouteRow): string => basePath + path.replace(/:\w+/g, id)

/** A request as bytes: no client tidies its path or its headers up. */
async function sendRaw(target: string, headers: readonly string[] = []): Promise<string> {
  const socket = connect(Number(new URL(world.url).port), '127.0.0.1')
  const lines = [`GET ${target} HTTP/1.1`, `Cookie: ${browser.cookieHeader}`, 'Connection: close']
  const hasHost = headers.some((header) => /^host:/i.test(header))
  socket.write([...lines, ...(hasHost ? [] : ['Host: localhost']), ...headers, '', ''].join('\r\n'))
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}

describe('the routes of the contract', () => {
  it.each(rows.map((row) => [row.method, pathOf(row)] as const))(
    'are forwarded with the second Access Token: %s %s',
    async (method, path) => {
      const body = method === 'GET' || method === 'DELETE' ? undefined : { a: 1 }
      const answer = await browser.call(`/backend${path}`, { method, body })
      expect(answer.status).toBe(200)
      const [received, ...others] = world.api.received
      expect(others).toEqual([])
      expect(received).toMatchObject({ method, path, body: body ? '{"a":1}' : '' })
      const token = received?.headers.authorization?.replace('Bearer ', '')
      expect(world.provider.secrets).toContain(token)
    },
  )

  it('keep their query', async () => {
    await browser.call('/backend/api/timesheets?from=2026-11-01&note=a%20b%2Fc')
    expect(world.api.received[0]?.path).toBe('/api/timesheets?from=2026-11-01&note=a%20b%2Fc')
  })

  it('are below the path of an API that has one', async () => {
    const url = await world.startBackEnd({ API_URL: `${world.api.url}/v1/` })
    const there = world.browser(url)
    there.cookies.set('__Host-Http-session', browser.session!)
    expect((await there.call('/backend/api/timesheets')).status).toBe(200)
    expect(world.api.received[0]?.path).toBe('/v1/api/timesheets')
  })
})

const reachable = '/api/timesheets'
const payloads = [
  '/api/../admin',
  '/api/..%2fadmin',
  '/api/%2e%2e/admin',
  '/api/..;/admin',
  '/api/./admin',
  '/api//timesheets',
  '//evil.test/api/timesheets',
  '/\\evil.test/api/timesheets',
  '/api/\\..\\admin',
  '/api/..\\admin',
  '/api/timesheets/..',
  '/api/timesheets/../../admin',
  '/api/timesheets/%2e%2e',
  '/api/timesheets/..%2f..%2fadmin',
  '/api/timesheets/%2e%2e%2fadmin',
  '/api/timesheets/..%5cadmin',
  '/api/timesheets/.%2e/admin',
  '/api/timesheets/%252e%252e',
  '/api/timesheets%2F..%2Fadmin',
  '/api%2Ftimesheets',
  '/api%2ftimesheets',
  '/API/timesheets',
  '/api/Timesheets',
  '/api/timesheets/',
  '/api/timesheets;a=b',
  '/api/timesheets;/..',
  '/api;/timesheets',
  '/api/timesheets%00',
  '/api/timesheets%0d%0aX-A:b',
  '/api/timesheets@evil.test',
  '/api@evil.test/timesheets',
  '@evil.test/api/timesheets',
  '/api/timesheets#/../admin',
  '/api/timesheets%23/..',
  '/api/timesheets%3F',
  '/api/timesheets/%',
  '/api/timesheets/%zz',
  '/api/timesheets/%c0%ae%c0%ae/admin',
  '/api/timesheets/%e0%80%ae',
  '/api/timesheets/1',
  '/api/timesheets/null',
  '/api/timesheets/-',
  `/api/timesheets/${id}/..`,
  `/api/timesheets/${id}/admin`,
  `/api/timesheets/${id}%2f..`,
  `/api/timesheets/${id}%20`,
  `/api/timesheets/%7B${id}%7D`,
  `/api/timesheets/${id};x`,
  `/api/timesheets/${id}.json`,
  `/api/approvals/${id}/../..`,
  '/api',
  '/api/',
  '/api/health/ready',
  '/api/openapi.json',
  '/openapi.json',
  '/docs',
  '/metrics',
  '/api/internal',
  '/api/.env',
  '/.git/config',
  'http://evil.test/api/admin',
  'https://evil.test/',
  'http://localhost:1/admin',
  'http://169.254.169.254/latest/meta-data',
  'ftp://evil.test/',
  '*',
  '/backend',
  '/backend/',
  '/backend/backend/api/timesheets',
  '/backend/../api/admin',
  '/backend/%2e%2e/api/admin',
  '/backend//api/timesheets',
  '/backend/api/%2e%2e/admin',
  '/backend/api/..%2f..%2fsession',
  '/backendapi/timesheets',
]

describe('paths that mean something else (B14)', () => {
  it.each(payloads)('reach no other path of the API, and nobody else: %s', async (payload) => {
    const answer = await sendRaw(payload)
    for (const { path, headers } of world.api.received) {
      expect(rows.map(pathOf)).toContain(path.split('?')[0])
      expect(headers.host).toBe(new URL(world.api.url).host)
    }
    if (world.api.received.length === 0)
      expect(answer).toMatch(/^HTTP\/1\.1 (400|401|403|404|405) /)
    expect(answer).not.toMatch(/eyJ/)
  })

  it('differ from one that does', async () => {
    expect(await sendRaw(reachable)).toMatch(/^HTTP\/1\.1 200 /)
    expect(world.api.received).toHaveLength(1)
  })

  it.each([
    'evil.test',
    'localhost.evil.test',
    'evil.test:3002',
    '169.254.169.254',
    'localhost@evil.test',
    '',
  ])('are not helped by the host "%s"', async (host) => {
    expect(await sendRaw(reachable, [`Host: ${host}`])).toMatch(/^HTTP\/1\.1 (400|403) /)
    expect(world.api.received).toEqual([])
  })

  it.each(['HEAD', 'OPTIONS', 'PUT', 'TRACE', 'PROPFIND'])('cannot be %s', async (method) => {
    const { status } = await browser.call('/backend/api/timesheets', { method })
    expect([403, 404, 405]).toContain(status)
    expect(world.api.received).toEqual([])
  })
})

describe('headers (B15)', () => {
  const smuggled = [
    'Authorization: Bearer stolen',
    'authorization: Basic YTpi',
    'Proxy-Authorization: Basic YTpi',
    'X-User: admin',
    'X_User: admin',
    'X-Forwarded-For: 1.2.3.4',
    'X_Forwarded_For: 1.2.3.4',
    'X-Forwarded-Host: evil.test',
    'X-Forwarded-Proto: https',
    'Forwarded: for=1.2.3.4',
    'X-Real-IP: 1.2.3.4',
    'X-Original-URL: /admin',
    'X-Rewrite-URL: /admin',
    'X-HTTP-Method-Override: DELETE',
    'TE: trailers',
    'Upgrade: websocket',
    'Keep-Alive: timeout=1',
    'Origin: ' + spaOrigin,
    'Referer: ' + spaOrigin,
    'X-Request-Id: 1',
    'X-Auth-Request-Email: a@b',
    'X-App-CSRF: 1',
    'Via: 1.1 evil',
  ]

  it('that the API could trust do not get there, in any spelling', async () => {
    expect(await sendRaw(reachable, smuggled)).toMatch(/^HTTP\/1\.1 200 /)
    const [received] = world.api.received
    expect(Object.keys(received?.headers ?? {}).sort()).toEqual([
      'authorization',
      'connection',
      'host',
    ])
    expect(world.provider.secrets).toContain(received?.headers.authorization?.slice(7))
    expect(received?.rawHeaders.filter((name) => /^authorization$/i.test(name))).toHaveLength(1)
  })

  it('cannot be taken away by naming them in Connection', async () => {
    await sendRaw(reachable, ['Connection: close, authorization, host'])
    expect(world.api.received[0]?.headers.authorization).toMatch(/^Bearer eyJ/)
  })

  it('that belong to the contract do', async () => {
    await browser.call('/backend/api/timesheets', {
      method: 'POST',
      body: { a: 1 },
      headers: {
        accept: 'application/json',
        'accept-language': 'de',
        'if-match': '"3"',
        'idempotency-key': 'k',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      },
    })
    expect(world.api.received[0]?.headers).toMatchObject({
      accept: 'application/json',
      'accept-language': 'de',
      'if-match': '"3"',
      'idempotency-key': 'k',
      'content-type': 'application/json',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    })
    expect(world.api.received[0]?.headers.cookie).toBeUndefined()
  })

  it('of the API do not reach the browser if they are not for it', async () => {
    world.api.answer = (_, response) => {
      response.writeHead(201, {
        'content-type': 'application/json',
        etag: '"1"',
        location: `/api/timesheets/${id}`,
        'set-cookie': ['session=planted', '__Host-Http-session=planted; Path=/; Secure'],
        'cache-control': 'public, max-age=3600',
        'content-security-policy': 'default-src *',
        'clear-site-data': '"*"',
        'x-powered-by': 'something',
        server: 'something',
        refresh: '0; url=https://evil.test',
        link: '<https://evil.test>; rel=preload',
      })
      response.end('{}')
    }
    const { headers, status } = await browser.call('/backend/api/timesheets')
    expect(status).toBe(201)
    expect(headers.getSetCookie()).toEqual([])
    expect(Object.fromEntries(headers)).toMatchObject({
      etag: '"1"',
      location: `/backend/api/timesheets/${id}`,
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    })
    const left = ['clear-site-data', 'x-powered-by', 'server', 'refresh', 'link']
    expect(left.filter((name) => headers.has(name))).toEqual([])
  })

  it('do not lead away', async () => {
    world.api.answer = (_, response) => {
      response.writeHead(302, { location: 'https://evil.test/' })
      response.end()
    }
    const { status, headers } = await browser.call('/backend/api/timesheets')
    expect(status).toBe(302)
    expect(headers.has('location')).toBe(false)
  })
})

describe('answers', () => {
  it('pass through as they are, problems and challenges too', async () => {
    world.api.answer = (_, response) => {
      response.setHeader(
        'www-authenticate',
        'Bearer error="insufficient_scope", scope="approve:timesheets"',
      )
      response.writeHead(403, { 'content-type': 'application/problem+json' })
      response.end('{"code":"insufficient_scope"}')
    }
    const { status, headers, body } = await browser.call('/backend/api/approvals')
    expect(status).toBe(403)
    expect(body).toEqual({ code: 'insufficient_scope' })
    expect(headers.get('www-authenticate')).toContain('scope="approve:timesheets"')
    expect(headers.get('content-type')).toBe('application/problem+json')
  })

  it('pass through while they arrive, at the pace of the reader', async () => {
    const gate = new Gate()
    const big = Buffer.alloc(1024 * 1024, 97)
    let written = 0
    world.api.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('"first')
      void gate.opened.then(async () => {
        for (let part = 0; part < 64; part += 1) {
          written += 1
          if (!response.write(big)) await new Promise((resolve) => response.once('drain', resolve))
        }
        response.end('"')
      })
    }
    const response = await fetch(`${world.url}/api/timesheets`, {
      headers: { cookie: browser.cookieHeader },
    })
    const reader = response.body!.getReader()
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('"first')
    gate.open()
    await sleep(300)
    // nobody reads, so what is on its way fits the buffers of the sockets
    expect(written).toBeLessThan(40)
    let length = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
    }
    expect(length).toBe(64 * big.length + 1)
  })

  it('that break off break off for the browser, too', async () => {
    world.api.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"items":[')
      setTimeout(() => response.socket?.destroy(), 50)
    }
    await expect(browser.call('/backend/api/timesheets')).rejects.toThrow()
    world.api.answer = undefined
    expect((await browser.call('/backend/api/timesheets')).status).toBe(200)
  })

  it('that nobody waits for are not asked for any longer', async () => {
    const [arrived, closed] = [new Gate(), new Gate()]
    world.api.answer = (_, response) => {
      response.on('close', closed.open)
      arrived.open()
    }
    const abort = new AbortController()
    const asked = fetch(`${world.url}/api/timesheets`, {
      headers: { cookie: browser.cookieHeader },
      signal: abort.signal,
    })
    await arrived.opened
    abort.abort()
    await expect(asked).rejects.toThrow()
    await closed.opened
  })

  it('are missing if the API is down, and that is no logout', async () => {
    world.api.isDown = true
    const { status, body, headers } = await browser.call('/backend/api/timesheets')
    expect(status).toBe(503)
    expect(body['code']).toBe('api_unavailable')
    expect(headers.get('retry-after')).toBe('5')
    expect(JSON.stringify(body)).not.toMatch(/ECONN|127\.0\.0\.1|localhost/)
    world.api.isDown = false
    expect((await browser.call('/backend/api/timesheets')).status).toBe(200)
  })
})

describe('bodies', () => {
  it.each([
    ['that are not JSON', 415, 'a=1', 'application/xml'],
    ['that are too long', 413, JSON.stringify('x'.repeat(110 * 1024)), 'application/json'],
  ])('%s end here', async (_, status, body, type) => {
    const answer = await browser.call('/backend/api/timesheets', {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    })
    expect([status, 403]).toContain(answer.status)
    expect(world.api.received).toEqual([])
  })

  it('are sent as they came: the API judges them', async () => {
    const body = '{"minutes": 1.50, "note": "\\u00e4" '
    await browser.call('/backend/api/timesheets', { method: 'POST', body })
    expect(world.api.received[0]?.body).toBe(body)
  })

  it('are sent again after a refusal of the token, whole', async () => {
    let asked = 0
    world.api.answer = (_, response) => {
      asked += 1
      sendJson(response, {}, asked === 1 ? 401 : 201)
    }
    const { status } = await browser.call('/backend/api/timesheets', {
      method: 'POST',
      body: { a: 1 },
    })
    expect(status).toBe(201)
    expect(world.api.received.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}'])
  })
})

describe('whoever is not logged in', () => {
  it('reaches nothing', async () => {
    for (const row of rows) {
      const answer = await world.browser().call(`/backend${pathOf(row)}`, {
        method: row.method,
        ...(row.body && { body: {} }),
      })
      expect(answer.status).toBe(401)
      expect(answer.body['code']).toBe('no_session')
    }
    expect(world.api.received).toEqual([])
  })
})
