import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { fetchJson } from './fetch-body.ts'
import { ProviderError } from './provider-error.ts'

const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  }
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/thing?secret=1`
}

const answering =
  (status: number, body: string | Uint8Array, type = 'application/json'): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type }).end(body)
  }

const ask = (url: string, timeoutMilliseconds = 2000) =>
  fetchJson(
    { name: 'thing', url, maxBytes: 1000 },
    { fetch, now: () => new Date(), timeoutMilliseconds },
  )

async function failureOf(listener: RequestListener, timeout?: number): Promise<ProviderError> {
  const error: unknown = await ask(await serve(listener), timeout).catch(
    (caught: unknown) => caught,
  )
  expect(error).toBeInstanceOf(ProviderError)
  return error as ProviderError
}

describe('fetchJson', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/jwk-set+json',
  ])('reads an object of type %s', async (type) => {
    const { json, status } = await ask(await serve(answering(200, '{"a":1}', type)))
    expect({ json, status }).toEqual({ json: { a: 1 }, status: 200 })
  })

  it.each([400, 404, 429, 500, 503])('tells status %i', async (status) => {
    expect(await failureOf(answering(status, '{}'))).toMatchObject({ failure: 'status', status })
  })

  it.each(['text/html', 'text/plain', '', 'application/jsonp', 'text/json'])(
    'refuses type %j, as of a captive portal',
    async (type) => {
      expect(await failureOf(answering(200, '{}', type))).toMatchObject({ failure: 'content-type' })
    },
  )

  it.each(['', '{', '[]', 'null', '<html>', '{"a":1,"a":2}', '{"__proto__":1}'])(
    'refuses %j as not one JSON object',
    async (body) => {
      expect(await failureOf(answering(200, body))).toMatchObject({ failure: 'json' })
    },
  )

  it('refuses bytes that are not UTF-8', async () => {
    expect(await failureOf(answering(200, Uint8Array.from([0x7b, 0xff])))).toMatchObject({
      failure: 'json',
    })
  })

  it('reads up to its limit, and no further', async () => {
    const body = (length: number): string => JSON.stringify({ a: 'x'.repeat(length - 8) })
    expect((await ask(await serve(answering(200, body(1000))))).bytes).toHaveLength(1000)
    expect(await failureOf(answering(200, body(1001)))).toMatchObject({ failure: 'size' })
  })

  it('stops reading a body that never ends', async () => {
    let sent = 0
    const failure = await failureOf((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000))) sent += 10_000
      }
      response.on('drain', more)
      more()
    })
    expect(failure.failure).toBe('size')
    expect(sent).toBeLessThan(10_000_000)
  })

  it('refuses a redirect, wherever it leads', async () => {
    let followed = false
    const target = await serve((_, response) => {
      followed = true
      response.end('{}')
    })
    const failure = await failureOf((_, response) => {
      response.writeHead(307, { location: target }).end()
    })
    expect(failure.failure).toBe('network')
    expect(followed).toBe(false)
  })

  it('tells a connection that is cut', async () => {
    const failure = await failureOf((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"a"')
      setTimeout(() => response.destroy(), 20)
    })
    expect(failure.failure).toBe('network')
  })

  it('tells a server that is not there', async () => {
    const url = await serve(answering(200, '{}'))
    const [server] = servers.splice(0)
    await new Promise((closed) => server?.close(closed))
    await expect(ask(url)).rejects.toMatchObject({ failure: 'network' })
  })

  it('tells a server that does not answer in time', async () => {
    expect(await failureOf(() => undefined, 50)).toMatchObject({ failure: 'timeout' })
  })

  it('tells a body that does not arrive in time', async () => {
    const failure = await failureOf((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{')
    }, 50)
    expect(failure.failure).toBe('timeout')
  })

  it('names what was asked for, without the query', async () => {
    const failure = await failureOf(answering(503, '{}'))
    expect(failure.message).toMatch(/^thing at http:\/\/127\.0\.0\.1:\d+\/thing: status 503$/)
  })

  it('takes fetch out of its environment, for browsers refuse to run it as a method', async () => {
    const seen: unknown[] = []
    const env = {
      now: () => new Date(),
      fetch(this: unknown) {
        seen.push(this)
        return Promise.resolve(
          new Response('{}', { headers: { 'content-type': 'application/json' } }),
        )
      },
    }
    await fetchJson({ name: 'thing', url: 'https://x', maxBytes: 10 }, env)
    expect(seen).toEqual([undefined])
  })
})
