import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../test/api.ts'
import { Issuer } from '../../test/issuer.ts'
import { sendRaw } from '../../test/raw-http.ts'

let issuer: Issuer
let api: TestApi
let token: string

beforeAll(async () => {
  issuer = await Issuer.start()
  api = await startApi(issuer)
  token = await issuer.token()
})

afterAll(async () => {
  await api.stop()
  await issuer.stop()
})

const entry = { date: '2026-11-20', project: 'StoreZero', minutes: 450, note: 'Checkout' }
const post = (body: unknown, headers: Record<string, string> = {}) =>
  api.call('/api/timesheets', { method: 'POST', token, body, headers })
const good = () => ['GET /health/live HTTP/1.1', 'Host: localhost']

describe('S01: requests that could be smuggled', () => {
  it.each([
    ['two hosts', [...good(), 'Host: evil.example']],
    ['no host', ['GET /health/live HTTP/1.1']],
    ['two lengths', [...good(), 'Content-Length: 0', 'Content-Length: 1']],
    ['a length and chunks', [...good(), 'Content-Length: 5', 'Transfer-Encoding: chunked']],
    ['an unknown encoding', [...good(), 'Transfer-Encoding: xchunked']],
    ['a length that is no number', [...good(), 'Content-Length: +1']],
    ['a folded line', [...good(), 'X-A: 1', ' 2']],
    ['a space before the colon', [...good(), 'Content-Length : 0']],
    ['an unknown version', ['GET /health/live HTTP/9.9', 'Host: localhost']],
  ])('%s: 400', async (_, lines) => {
    expect((await sendRaw(api.url, lines)).status).toBe(400)
  })

  it('are not all requests', async () => {
    expect((await sendRaw(api.url, good())).status).toBe(200)
  })
})

describe('S08: methods', () => {
  it.each(['TRACE', 'PROPFIND', 'SEARCH'])('%s is refused', async (method) => {
    const { status, text } = await sendRaw(api.url, [
      `${method} /api/timesheets HTTP/1.1`,
      'Host: localhost',
      `Authorization: Bearer ${token}`,
    ])
    expect(status).toBe(405)
    expect(text).toMatch(/^allow: /im)
    expect(text).not.toContain(token)
  })

  it('are named once each where an address has others', async () => {
    const { status, headers } = await api.call('/api/approvals/decisions', {
      method: 'DELETE',
      token,
    })
    expect(status).toBe(405)
    expect(headers.get('allow')?.split(', ').toSorted()).toEqual(['GET', 'POST', 'PUT'])
  })

  it.each(['X-HTTP-Method-Override', 'X-Method-Override', 'X-HTTP-Method'])(
    '%s changes nothing',
    async (name) => {
      const answer = await api.call('/api/timesheets', { token, headers: { [name]: 'DELETE' } })
      expect(answer.status).toBe(200)
    },
  )
})

describe('headers', () => {
  it('of more than a hundred lines are refused', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => `X-${index}: a`)
    expect((await sendRaw(api.url, [...good(), ...lines])).status).toBe(431)
  })
})

describe('bodies', () => {
  it.each([
    ['text', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['XML', 'application/xml'],
    ['something like JSON', 'application/json5'],
  ])('of %s are refused', async (_, type) => {
    const { status, body } = await post(JSON.stringify(entry), { 'content-type': type })
    expect(status).toBe(415)
    expect(body.code).toBe('unsupported_media_type')
  })

  it('may say their character set', async () => {
    const answer = await post(entry, { 'content-type': 'application/json; charset=utf-8' })
    expect(answer.status).toBe(201)
  })

  it.each([
    ['broken', '{"date":'],
    ['empty', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"entry"'],
    ['followed by something', `${JSON.stringify(entry)}x`],
    ['marked with a byte order mark', `\ufeff${JSON.stringify(entry)}`],
    ['ambiguous', JSON.stringify(entry).replace('{', '{"minutes":1,')],
    ['50,000 levels deep', '['.repeat(50_000)],
    ['30,000 levels deep and closed', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['full of members', `{${Array.from({ length: 9000 }, (_, i) => `"${i}":1`).join()}}`],
    ['a number without end', JSON.stringify(entry).replace('450', '1e999')],
    ['a number of 90,000 digits', JSON.stringify(entry).replace('450', '4'.repeat(90_000))],
    ['a poisoned prototype', JSON.stringify(entry).replace('{', '{"__proto__":{"a":1},')],
    ['a poisoned constructor', JSON.stringify(entry).replace('{', '{"constructor":{"a":1},')],
    ['half a letter', JSON.stringify(entry).replace('Checkout', String.raw`\ud800`)],
    ['a NUL', JSON.stringify(entry).replace('Checkout', String.raw`\u0000`)],
  ])('S03, R67: that are %s are refused at once', async (_, body) => {
    const began = performance.now()
    const answer = await post(body)
    expect(answer.status).toBe(400)
    expect(answer.body.code).toBe('validation_failed')
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('that are no UTF-8 are refused', async () => {
    const bytes = Buffer.from(JSON.stringify({ ...entry, note: 'Zo\xeb' }), 'latin1')
    const response = await fetch(`${api.url}/api/timesheets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: bytes,
    })
    expect(response.status).toBe(400)
  })

  it('R68: of more than 100 KB are refused', async () => {
    const { status, body } = await post({ ...entry, note: 'x'.repeat(110_000) })
    expect(status).toBe(413)
    expect(body.code).toBe('payload_too_large')
  })

  it('R68: that never end are cut off', async () => {
    const { hostname, port } = new URL(api.url)
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname)
      let text = ''
      let sent = 0
      socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk))
      socket.on('error', () => undefined).on('close', () => resolve(text))
      const head = [
        'POST /api/timesheets HTTP/1.1',
        'Host: localhost',
        'Transfer-Encoding: chunked',
      ]
      socket.write([...head, `Authorization: Bearer ${token}`, '', ''].join('\r\n'))
      const send = () => {
        if (socket.destroyed || sent > 50_000_000) return
        sent += 65_536
        socket.write(`10000\r\n${'x'.repeat(65_536)}\r\n`, send)
      }
      send()
    })
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })
})

describe('S06: queries', () => {
  it.each([
    '?limit=1&limit=2',
    '?limit[]=1',
    '?limit[a]=1',
    '?nonsense=1',
    '?limit=1%00',
    '?__proto__=1',
  ])('%s is refused', async (query) => {
    expect((await api.call(`/api/timesheets${query}`, { token })).status).toBe(400)
  })
})

describe('addresses', () => {
  it.each(['/api/timesheets/%', '/api/timesheets/%ff', '/api/%00', '/api/timesheets/..%2f..'])(
    '%s is refused with a problem',
    async (path) => {
      const { status, headers } = await api.call(path, { token })
      expect([400, 404, 405]).toContain(status)
      expect(headers.get('content-type')).toContain('application/problem+json')
    },
  )

  it.each(['/.env', '/.git/config', '/package.json', '/../package.json', '/'])(
    '%s is not there',
    async (path) => {
      expect((await api.call(path)).status).toBe(404)
    },
  )
})

describe('answers', () => {
  it('are marked as data', async () => {
    const { headers } = await api.call('/api/timesheets', { token })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('server')).toBeNull()
  })
})
