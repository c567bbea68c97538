import { describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod/mini'
import { entityTag } from '../preconditions.ts'
import type { RouteRow } from '../route.ts'
import { routes } from '../routes.ts'
import { entry } from '../timesheets.fixture.ts'
import type { TimesheetEntry, TimesheetList } from '../timesheets.ts'
import type { ApiClient } from './api-client.ts'
import { send, type Exchange } from './send.ts'
import { client, refusal, serveAnswers, server, settings, token } from './server.fixture.ts'

serveAnswers()

const newEntry = { date: '2026-11-20', project: 'StoreZero', minutes: 90 }

describe('createApiClient', () => {
  it('sends a body as JSON, with the headers that authorize, and parses the answer', async () => {
    server.answers(201, 'application/json; charset=utf-8', JSON.stringify(entry))
    const created = await client().createTimesheet({ body: newEntry })
    expect(created).toEqual(entry)
    const { request, body } = server.only
    expect(`${request.method} ${request.url}`).toBe('POST /api/timesheets')
    expect(JSON.parse(body)).toEqual(newEntry)
    expect(request.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    })
  })

  it('sends neither body nor content type where the route has none', async () => {
    server.answers(204, undefined, '')
    await client().deleteTimesheet({ params: { id: entry.id } })
    const { request, body } = server.only
    expect(`${request.method} ${request.url}`).toBe(`DELETE /api/timesheets/${entry.id}`)
    expect(body).toBe('')
    expect(request.headers).not.toHaveProperty('content-type')
  })

  it('sends the headers of the route, and none that the caller leaves undefined', async () => {
    server.answers(200, 'application/json', JSON.stringify(entry))
    const headers = { 'if-match': entityTag(entry) }
    await client().changeTimesheet({ params: { id: entry.id }, headers, body: { minutes: 60 } })
    expect(server.only.request.headers).toMatchObject({ 'if-match': '"1"' })
    server.received = []
    server.answers(201, 'application/json', JSON.stringify(entry))
    await client().createTimesheet({ headers: { 'idempotency-key': undefined }, body: newEntry })
    expect(server.only.request.headers).not.toHaveProperty('idempotency-key')
  })

  it('takes no credentials but those that authorize gives', async () => {
    server.answers(201, 'application/json', JSON.stringify(entry))
    const headers = { authorization: 'Bearer other', 'idempotency-key': 'k' }
    await client().createTimesheet({ headers, body: newEntry })
    expect(server.only.request.headers.authorization).toBe(`Bearer ${token}`)
  })

  it('gives a file as the text that it is', async () => {
    server.answers(200, 'text/csv; charset=utf-8', 'date\r\n2026-11-20\r\n')
    const saved = await client().exportTimesheets({ query: { week: '2026-W47' } })
    expect(saved).toBe('date\r\n2026-11-20\r\n')
    expect(server.only.request.headers.accept).toMatch(/^text\/csv, /)
    server.answers(200, 'text/html', '<h1>Welcome to the hotel</h1>')
    const problem = await refusal(client().exportTimesheets())
    expect(problem).toMatchObject({ name: 'NetworkProblem', reason: 'not-the-api' })
  })

  it('resolves to nothing for 204', async () => {
    server.answers(204, undefined, '')
    await expect(client().deleteTimesheet({ params: { id: entry.id } })).resolves.toBeUndefined()
  })

  it('ignores members of an answer that only a newer API knows', async () => {
    server.answers(
      200,
      'application/json',
      JSON.stringify({ items: [{ ...entry, mood: 1 }], next: 'x' }),
    )
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
    server.answers(200, 'application/json', '["StoreZero"]')
    const authorize = () => Promise.reject(new Error('nobody is logged in'))
    const call = { query: { like: 'Store' } }
    await expect(send(settings({ authorize }), 'list', row, call)).resolves.toEqual(['StoreZero'])
    const { request } = server.only
    expect(request.url).toBe('/api/projects?like=Store')
    expect(request.headers).not.toHaveProperty('authorization')
  })

  it('passes on what authorize rejects with, and sends nothing', async () => {
    const lost = new Error('session is lost')
    const call = client({ authorize: () => Promise.reject(lost) }).listTimesheets()
    await expect(call).rejects.toBe(lost)
    expect(server.received).toHaveLength(0)
  })

  it('tells of each answer, without the credentials', async () => {
    const told: Exchange[] = []
    const onResponse = (exchange: Exchange) => told.push(exchange)
    server.answers(200, 'application/json', '{"items":[]}')
    await client({ onResponse }).listTimesheets()
    server.answers(401, undefined, '', { 'www-authenticate': 'Bearer error="invalid_token"' })
    await refusal(client({ onResponse }).listTimesheets())
    const exchange = { name: 'listTimesheets', method: 'GET', url: `${server.url}/api/timesheets` }
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
    expectTypeOf<ApiClient['listTimesheets']>().toBeCallableWith({
      query: { week: '2026-W47', limit: 20 },
    })
    expectTypeOf<ApiClient['createTimesheet']>().toBeCallableWith({ body: newEntry })
    expectTypeOf<ReturnType<ApiClient['exportTimesheets']>>().toEqualTypeOf<Promise<string>>()
    const api = {} as ApiClient
    // none of these runs: only the compiler reads them
    void (() => [
      // @ts-expect-error -- the body is required
      api.createTimesheet(),
      // @ts-expect-error -- hours are not stored
      api.createTimesheet({ body: { ...newEntry, hours: 1.5 } }),
      // @ts-expect-error -- the path parameter is required
      api.deleteTimesheet({}),
      // @ts-expect-error -- the route takes another query
      api.listTimesheets({ query: { day: '2026-11-20' } }),
      // @ts-expect-error -- a change names the version that it is of
      api.changeTimesheet({ params: { id: entry.id }, body: { minutes: 60 } }),
      // @ts-expect-error -- a change changes something
      api.changeTimesheet({ params: { id: entry.id }, headers: { 'if-match': '"1"' } }),
    ])
  })
})

it('has exactly one method for each route', () => {
  expect(Object.keys(client())).toEqual(Object.keys(routes))
})
