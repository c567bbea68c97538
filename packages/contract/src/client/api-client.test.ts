import { describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod/mini'
import type { RouteRow } from '../route.ts'
import { routes } from '../routes.ts'
import { entry } from '../timesheets.fixture.ts'
import type { TimesheetEntry, TimesheetList } from '../timesheets.ts'
import type { ApiClient } from './api-client.ts'
import { send, type Exchange } from './send.ts'
import { client, refusal, server, settings, token } from './server.fixture.ts'

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

it('has exactly one method for each route', () => {
  expect(Object.keys(client())).toEqual(Object.keys(routes))
})
