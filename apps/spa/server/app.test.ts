import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import type { StoredFile } from './files.ts'

const text = (body: string) => new TextEncoder().encode(body)
const page = (body: string): StoredFile => ({
  type: 'text/html; charset=utf-8',
  immutable: false,
  bodies: { identity: text(body) },
})
const files = new Map<string, StoredFile>([
  ['/index.html', page('the app')],
  ['/callback.html', page('the callback</body>')],
  ['/silent-renew.html', page('the relay')],
  [
    '/assets/main-abc.js',
    {
      type: 'text/javascript; charset=utf-8',
      immutable: true,
      bodies: { identity: text('plain'), gzip: text('zipped'), br: text('brotli') },
    },
  ],
  [
    '/favicon.svg',
    { type: 'image/svg+xml', immutable: false, bodies: { identity: text('<svg/>') } },
  ],
])
const provider = {
  connect: ['https://id.example', 'https://keys.example'],
  frame: ['https://id.example'],
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const backend = createServer((request, response) => {
  response.setHeader('Content-Type', 'application/json')
  response.setHeader('Set-Cookie', 'session=1; Path=/')
  response.end(
    JSON.stringify({ method: request.method, url: request.url, headers: request.headers }),
  )
})
let server: Server
let url: string

beforeAll(async () => {
  const config = readConfig({
    BACKEND_URL: await listen(backend),
    OIDC_ISSUER: 'https://id.example/',
    API_URL: 'https://api.example',
    OIDC_FLOW: 'code',
    SPA_URL: 'https://app.example',
  })
  const app = createApp({ config, files, providerOrigins: () => Promise.resolve(provider) })
  server = createAdaptorServer({ fetch: app.fetch }) as Server
  url = await listen(server)
})
afterAll(() => {
  server.close()
  backend.close()
})

const get = (path: string, init?: RequestInit) => fetch(url + path, init)
const policyOf = async (path: string): Promise<Map<string, string>> => {
  const policy = (await get(path)).headers.get('content-security-policy') ?? ''
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources.join(' ')]
    }),
  )
}

describe('documents', () => {
  it.each(['/', '/timesheets', '/timesheets?week=2', '/login/refused'])(
    'answers %s with the app, never stored',
    async (path) => {
      const answer = await get(path)
      expect(await answer.text()).toBe('the app')
      expect(answer.headers.get('cache-control')).toBe('no-store')
    },
  )

  it('answers /callback with a document of its own that sends no referrer', async () => {
    const answer = await get('/callback')
    expect(await answer.text()).toBe('the callback</body>')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('passes a posted response to the page of /callback: not in its address, nor in a log', async () => {
    const logged = vi.spyOn(console, 'log')
    const send = (body: string, headers = {}) =>
      fetch(`${url}/callback`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body,
      })
    const response = await send('code=the-code&state=s')
    expect(response.status).toBe(200)
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(await response.text()).toMatch(/the callback.*code=the-code&state=s/)
    expect((await send('{}', { 'content-type': 'application/json' })).status).toBe(415)
    expect((await send('x'.repeat(20_000))).status).toBe(413)
    expect((await fetch(`${url}/silent-renew.html`, { method: 'POST' })).status).toBe(405)
    expect(logged).not.toHaveBeenCalled()
  })

  it('answers an unknown page with the app and status 404', async () => {
    const answer = await get('/nowhere', { headers: { accept: 'text/html' } })
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('the app')
  })

  it.each([
    '/.env',
    '/.git/config',
    '/assets/gone.js',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/callback.html',
    '/index.html',
    '/main.js.map',
    '/callback/',
  ])('answers %s with a plain 404', async (path) => {
    const answer = await get(path, { headers: { accept: '*/*' } })
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('Not found')
  })

  it.each(['POST', 'PUT', 'DELETE'])('refuses %s', async (method) => {
    const answer = await get('/timesheets', { method })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('GET, HEAD')
  })
})

describe('content security policy', () => {
  it('of the app allows no script but its own and names every origin it talks to', async () => {
    const policy = await policyOf('/')
    expect(policy.get('default-src')).toBe("'none'")
    expect(policy.get('script-src')).toBe("'self'")
    expect(policy.get('connect-src')).toBe(
      "'self' https://api.example https://id.example https://keys.example",
    )
    expect(policy.get('frame-src')).toBe("'self' https://id.example")
    expect(policy.get('frame-ancestors')).toBe("'none'")
    expect(policy.get('require-trusted-types-for')).toBe("'script'")
    expect(policy.get('trusted-types')).toBe('vue')
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe|\*|data:/)
  })

  it('of the callback frames nothing, styles nothing and submits nothing', async () => {
    const policy = await policyOf('/callback')
    expect(policy.has('frame-src')).toBe(false)
    expect(policy.has('style-src')).toBe(false)
    expect(policy.get('form-action')).toBe("'none'")
    expect(policy.get('frame-ancestors')).toBe("'none'")
  })

  it('lets the relay of silent renewal be framed by this origin and connect nowhere', async () => {
    const policy = await policyOf('/silent-renew.html')
    expect(policy.get('frame-ancestors')).toBe("'self'")
    expect(policy.has('connect-src')).toBe(false)
  })
})

describe('every answer', () => {
  it.each(['/', '/callback', '/assets/main-abc.js', '/config.json', '/.env', '/backend/me'])(
    'of %s is not sniffed and not read across origins',
    async (path) => {
      const { headers } = await get(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
    },
  )

  it.each(['/', '/callback', '/silent-renew.html'])('of %s is isolated', async (path) => {
    const { headers } = await get(path)
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
  })
})

describe('files', () => {
  it('with a hash in their name are kept for ever', async () => {
    const { headers } = await get('/assets/main-abc.js')
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  it('without one are asked for again', async () => {
    expect((await get('/favicon.svg')).headers.get('cache-control')).toBe('public, max-age=3600')
  })

  it('have no body for HEAD', async () => {
    const answer = await get('/', { method: 'HEAD' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('')
  })
})

describe('/config.json', () => {
  it('holds the public part of the configuration and is never stored', async () => {
    const answer = await get('/config.json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toMatchObject({ issuer: 'https://id.example/', flow: 'code' })
  })
})

describe('/backend', () => {
  it('passes requests, bodies and cookies to the back-end without the prefix', async () => {
    const answer = await get('/backend/session?a=1', {
      method: 'POST',
      body: '{}',
      headers: { cookie: 'x=1', 'x-forwarded-for': '6.6.6.6' },
    })
    const seen = (await answer.json()) as { headers: object }
    expect(seen).toMatchObject({ method: 'POST', url: '/session?a=1' })
    expect(seen.headers).toMatchObject({
      cookie: 'x=1',
      'x-forwarded-host': 'app.example',
      'x-forwarded-proto': 'https',
    })
    expect(seen.headers).not.toHaveProperty('x-forwarded-for')
    expect(answer.headers.get('set-cookie')).toBe('session=1; Path=/')
  })

  it('says so if the back-end does not answer', async () => {
    const config = readConfig({ BACKEND_URL: 'http://127.0.0.1:9' })
    const app = createApp({ config, files, providerOrigins: () => Promise.resolve(provider) })
    const answer = await app.request('/backend/me')
    expect(answer.status).toBe(502)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })
})
