import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod/mini'
import { buildProblemBody } from '../problems.ts'
import type { RouteRow } from '../route.ts'
import { routes } from '../routes.ts'
import { entry } from '../timesheets.fixture.ts'
import type { TimesheetEntry, TimesheetList } from '../timesheets.ts'
import { createApiClient, type ApiClient } from './api-client.ts'
import type { ApiProblem, NetworkProblem } from './problem.ts'
import { send, type ApiClientSettings, type Exchange } from './send.ts'

const token = 'eyJ.secret.token'
const newEntry = { date: '2026-11-20', project: 'StoreZero', minutes: 90 }

let answer: RequestListener
let requests: { request: IncomingMessage; body: string }[] = []
let server: Server
let baseUrl: string

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      requests.push({ request, body })
      answer(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => (requests = []))
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function answers(status: number, type: string | undefined, body: string, headers = {}): void {
  answer = (_, response) => {
    response.writeHead(status, { ...(type && { 'content-type': type }), ...headers }).end(body)
  }
}

function settings(changes: Partial<ApiClientSettings> = {}): ApiClientSettings {
  const authorize = async () => ({ authorization: `Bearer ${token}` })
  return { baseUrl, fetch, authorize, ...changes }
}

function client(changes?: Partial<ApiClientSettings>): ApiClient {
  return createApiClient(settings(changes))
}

type Refusal = Error & Partial<Omit<ApiProblem, 'name'> & Omit<NetworkProblem, 'name'>>

async function refusal(call: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Error)
  const told = JSON.stringify(error, Object.getOwnPropertyNames(error))
  expect(told).not.toContain(token)
  expect((error as Error).cause).toBeUndefined()
  return error as Refusal
}

describe('createApiClient', () => {
  it('sends a body as JSON, with the headers that authorize, and parses the answer', async () => {
    answers(201, 'application/json; charset=utf-8', JSON.stringify(entry))
    const created = await client().createTimesheet({ body: newEntry })
    expect(created).toEqual(entry)
    expect(requests).toHaveLength(1)
    const [{ request, body }] = requests as [(typeof requests)[0]]
    expect(`${request.method} ${request.url}`).toBe('POST /api/timesheets')
    expect(JSON.parse(body)).toEqual(newEntry)
    expect(request.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    })
  })

  it('sends neither body nor content type where the route has none', async () => {
    answers(204, undefined, '')
    await client().deleteTimesheet({ params: { id: entry.id } })
    const [{ request, body }] = requests as [(typeof requests)[0]]
    expect(`${request.method} ${request.url}`).toBe(`DELETE /api/timesheets/${entry.id}`)
    expect(body).toBe('')
    expect(request.headers).not.toHaveProperty('content-type')
  })

  it('resolves to nothing for 204', async () => {
    answers(204, undefined, '')
    await expect(client().deleteTimesheet({ params: { id: entry.id } })).resolves.toBeUndefined()
  })

  it('ignores members of an answer that only a newer API knows', async () => {
    answers(200, 'application/json', JSON.stringify({ items: [{ ...entry, mood: 1 }], next: 'x' }))
    await expect(client().listTimesheets()).resolves.toEqual({ items: [entry] })
  })

  it('does not ask for authorization on a public route, and sends the query', async () => {
    const row = {
      method: 'GET',
      path: '/projects',
      summary: 'List projects',
      public: true,
      query: z.strictObject({ like: z.string() }),
      responses: { 200: z.array(z.string()) },
      problems: [],
    } as const satisfies RouteRow
    answers(200, 'application/json', '["StoreZero"]')
    const authorize = () => Promise.reject(new Error('nobody is logged in'))
    const call = { query: { like: 'Store' } }
    await expect(send(settings({ authorize }), 'list', row, call)).resolves.toEqual(['StoreZero'])
    const [{ request }] = requests as [(typeof requests)[0]]
    expect(request.url).toBe('/api/projects?like=Store')
    expect(request.headers).not.toHaveProperty('authorization')
  })

  it('passes on what authorize rejects with, and sends nothing', async () => {
    const lost = new Error('session is lost')
    const call = client({ authorize: () => Promise.reject(lost) }).listTimesheets()
    await expect(call).rejects.toBe(lost)
    expect(requests).toHaveLength(0)
  })

  it('tells of each answer, without the credentials', async () => {
    const told: Exchange[] = []
    const onResponse = (exchange: Exchange) => told.push(exchange)
    answers(200, 'application/json', '{"items":[]}')
    await client({ onResponse }).listTimesheets()
    answers(401, undefined, '', { 'www-authenticate': 'Bearer error="invalid_token"' })
    await refusal(client({ onResponse }).listTimesheets())
    const exchange = { name: 'listTimesheets', method: 'GET', url: `${baseUrl}/api/timesheets` }
    expect(told).toEqual([
      { ...exchange, status: 200, challenge: undefined },
      { ...exchange, status: 401, challenge: { scheme: 'Bearer', error: 'invalid_token' } },
    ])
  })

  it('has typed methods', () => {
    expectTypeOf<ReturnType<ApiClient['listTimesheets']>>().toEqualTypeOf<Promise<TimesheetList>>()
    expectTypeOf<ReturnType<ApiClient['createTimesheet']>>().toEqualTypeOf<
      Promise<TimesheetEntry>
    >()
    expectTypeOf<ReturnType<ApiClient['deleteTimesheet']>>().toEqualTypeOf<Promise<void>>()
    expectTypeOf<ApiClient['listTimesheets']>().toBeCallableWith({
      signal: new AbortController().signal,
    })
    expectTypeOf<ApiClient['createTimesheet']>().toBeCallableWith({ body: newEntry })
    const api = {} as ApiClient
    // none of these runs: only the compiler reads them
    void (() => [
      // @ts-expect-error -- the body is required
      api.createTimesheet(),
      // @ts-expect-error -- hours are not stored
      api.createTimesheet({ body: { ...newEntry, hours: 1.5 } }),
      // @ts-expect-error -- the path parameter is required
      api.deleteTimesheet({}),
      // @ts-expect-error -- the route takes no query
      api.listTimesheets({ query: { week: '2026-W47' } }),
    ])
  })
})

describe('ApiProblem', () => {
  it('carries status, code, challenge and body of a problem', async () => {
    const body = buildProblemBody('insufficient_scope', { detail: 'approve:timesheets is missing' })
    answers(403, 'application/problem+json', JSON.stringify(body), {
      'www-authenticate': 'Bearer error="insufficient_scope", scope="approve:timesheets"',
    })
    const problem = await refusal(client().listApprovals())
    expect(problem).toMatchObject({
      name: 'ApiProblem',
      message: 'GET /api/approvals was refused: 403 insufficient_scope',
      status: 403,
      code: 'insufficient_scope',
      body,
      challenge: { scheme: 'Bearer', error: 'insufficient_scope', scope: 'approve:timesheets' },
    })
  })

  it('keeps where the input differs', async () => {
    const errors = [{ path: 'body.minutes', message: 'must be at least 1 minute' }]
    const body = buildProblemBody('validation_failed', { errors })
    answers(400, 'application/problem+json', JSON.stringify(body))
    const problem = await refusal(client().createTimesheet({ body: { ...newEntry, minutes: 0 } }))
    expect(problem.body?.errors).toEqual(errors)
  })

  it('keeps a code that only a newer API knows', async () => {
    const body = { ...buildProblemBody('conflict'), code: 'week_is_closed', more: true }
    answers(409, 'application/problem+json', JSON.stringify(body))
    const problem = await refusal(client().createTimesheet({ body: newEntry }))
    expect(problem).toMatchObject({ status: 409, code: 'week_is_closed' })
  })

  it.each([
    ['5', 5],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-1', undefined],
  ])('reads "Retry-After: %s"', async (value, seconds) => {
    answers(503, 'application/problem+json', JSON.stringify(buildProblemBody('keys_unavailable')), {
      'retry-after': value,
    })
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ name: 'ApiProblem', code: 'keys_unavailable' })
    expect(problem.retryAfterSeconds).toBe(seconds)
  })

  it.each([
    ['Bearer error="invalid_token"', 'invalid_token'],
    ['Bearer realm="timesheets"', 'missing_credentials'],
  ])('is made of the challenge %s where a gateway sends no problem', async (challenge, code) => {
    answers(401, 'text/html', '<h1>401</h1>', { 'www-authenticate': challenge })
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ name: 'ApiProblem', status: 401, code })
    expect(problem.body).toBeUndefined()
  })
})

describe('NetworkProblem', () => {
  it.each([
    ['a login page with status 200', 200, 'text/html', '<h1>Welcome to the hotel</h1>', {}],
    ['a login page with status 401', 401, 'text/html', '<h1>Sign in</h1>', {}],
    ['another scheme', 401, 'text/plain', '', { 'www-authenticate': 'Basic realm="wifi"' }],
    ['511', 511, 'text/html', '<h1>Sign in</h1>', {}],
    ['a gateway without the API', 502, 'text/html', '<h1>Bad gateway</h1>', {}],
    ['JSON that is no problem', 500, 'application/json', '{"message":"oops"}', {}],
    ['no content type', 200, undefined, '{"items":[]}', {}],
    ['JSON that breaks off', 200, 'application/json', '{"items":[', {}],
  ])('says that %s is not the API', async (_, status, type, body, headers) => {
    answers(status, type, body, headers)
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ name: 'NetworkProblem', reason: 'not-the-api', status })
  })

  it('does not follow a redirect, which could lead the token elsewhere', async () => {
    answer = (request, response) => {
      const location = request.url === '/login' ? '' : '/login'
      response.writeHead(302, { location }).end()
    }
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ name: 'NetworkProblem', reason: 'unreachable' })
    expect(requests).toHaveLength(1)
  })

  it('names the place, not the value, where an answer differs from its schema', async () => {
    const items = [entry, { ...entry, minutes: 'ninety' }]
    answers(200, 'application/json', JSON.stringify({ items }))
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ name: 'NetworkProblem', reason: 'outside-the-contract' })
    expect(problem.message).toContain('items.1.minutes')
    expect(problem.message).not.toContain('ninety')
  })

  it('refuses a success status that the route does not have', async () => {
    answers(202, 'application/json', '{"items":[]}')
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ reason: 'outside-the-contract', status: 202 })
  })

  it('says why the API cannot be reached', async () => {
    const problem = await refusal(client({ baseUrl: 'http://127.0.0.1:1' }).listTimesheets())
    expect(problem).toMatchObject({ name: 'NetworkProblem', reason: 'unreachable' })
    expect(problem.status).toBeUndefined()
  })

  it('notices an answer that breaks off', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"items":', () => response.destroy())
    }
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ reason: 'unreachable' })
  })

  it.each(['before', 'within'])('gives up on a server that stops %s its answer', async (place) => {
    answer = (_, response) => {
      if (place === 'before') return
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{')
    }
    const problem = await refusal(client({ timeoutSeconds: 0.2 }).listTimesheets())
    expect(problem).toMatchObject({ name: 'NetworkProblem', reason: 'timeout' })
  })

  it('does not quote a header that fetch refuses', async () => {
    const authorize = async () => ({ authorization: `Bearer ${token}\nX` })
    const problem = await refusal(client({ authorize }).listTimesheets())
    expect(problem).toMatchObject({ reason: 'unreachable' })
  })

  it('does not quote what a fetch says', async () => {
    const failing = () => Promise.reject(new Error(`cannot send Bearer ${token}`))
    const problem = await refusal(client({ fetch: failing }).listTimesheets())
    expect(problem).toMatchObject({ reason: 'unreachable' })
  })
})

describe('signal', () => {
  it("rejects with the signal's reason, before, during and after sending", async () => {
    const early = AbortSignal.abort(new Error('left the page'))
    await expect(client().listTimesheets({ signal: early })).rejects.toThrow('left the page')
    expect(requests).toHaveLength(0)

    const late = new AbortController()
    answer = () => {
      late.abort(new Error('left later'))
    }
    await expect(client().listTimesheets({ signal: late.signal })).rejects.toThrow('left later')

    const midway = new AbortController()
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{', () => {
        midway.abort(new Error('left midway'))
      })
    }
    await expect(client().listTimesheets({ signal: midway.signal })).rejects.toThrow('left midway')
  })

  it('is the AbortError of fetch where no reason is given', async () => {
    const call = client().listTimesheets({ signal: AbortSignal.abort() })
    await expect(call).rejects.toMatchObject({ name: 'AbortError' })
  })
})

it('has exactly one method for each route', () => {
  expect(Object.keys(client())).toEqual(Object.keys(routes))
})
