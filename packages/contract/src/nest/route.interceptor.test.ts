import { Controller, UseGuards } from '@nestjs/common'
import type { CanActivate, ExecutionContext } from '@nestjs/common'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { InputOf } from '../route.ts'
import { routes, type Routes } from '../routes.ts'
import { entry } from '../timesheets.fixture.ts'
import type { TimesheetEntry, TimesheetList } from '../timesheets.ts'
import { errors, serve, type Served } from './app.fixture.ts'
import { ContractModule, Input, ProblemException, Route, routeOf } from './index.ts'

const id = entry.id
const body = { date: '2026-11-20', project: ' StoreZero ', minutes: 90 }

let received: unknown[] = []
let result: unknown
let granted: string[] = []

/** Grants what `granted` says, by the scope of the row: what an API's own guard does. */
class ScopeGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const scope = routeOf(context.getHandler())?.scope
    if (scope && !granted.includes(scope)) throw new ProblemException('insufficient_scope')
    return true
  }
}

@UseGuards(new ScopeGuard())
@Controller()
class TimesheetsController {
  @Route(routes.listTimesheets)
  list(): TimesheetList {
    received.push('list')
    return result as TimesheetList
  }

  @Route(routes.createTimesheet)
  async create(@Input() input: InputOf<Routes['createTimesheet']>): Promise<TimesheetEntry> {
    received.push(input)
    return { ...entry, ...input.body, status: input.body.status ?? 'submitted' }
  }

  @Route(routes.changeTimesheet)
  async change(@Input() input: InputOf<Routes['changeTimesheet']>): Promise<TimesheetEntry> {
    received.push(input)
    return { ...entry, version: 2 }
  }

  @Route(routes.exportTimesheets)
  export(): string {
    return 'date\r\n'
  }

  @Route(routes.deleteTimesheet)
  async delete(@Input() input: InputOf<Routes['deleteTimesheet']>): Promise<void> {
    received.push(input)
    return result as undefined
  }

  @Route(routes.approveTimesheet)
  async approve(@Input() { params }: InputOf<Routes['approveTimesheet']>): Promise<TimesheetEntry> {
    received.push(params)
    return { ...entry, status: 'approved' }
  }
}

let app: Served
beforeEach(() => {
  received = []
  result = undefined
  granted = Object.values(routes).map(({ scope }) => scope)
})
beforeAll(async () => {
  app = await serve([TimesheetsController])
})
afterAll(() => app.close())

describe('Route', () => {
  it('serves method and path below the base path, with the status of the row', async () => {
    result = { items: [entry] }
    const listed = await app.call('GET', '/api/timesheets')
    expect(listed).toMatchObject({ status: 200, json: { items: [entry] } })
    expect((await app.call('POST', '/api/timesheets', body)).status).toBe(201)
    expect(await app.call('PUT', `/api/approvals/${id}`)).toMatchObject({
      status: 200,
      json: { ...entry, status: 'approved' },
    })
    result = undefined
    expect(await app.call('DELETE', `/api/timesheets/${id}`)).toMatchObject({
      status: 204,
      text: '',
    })
    expect((await app.call('GET', '/timesheets')).status).toBe(404)
  })

  it('lets guards read the scope of the row, before input is looked at', async () => {
    granted = ['read:timesheets']
    const refused = await app.call('POST', '/api/timesheets', { nonsense: true })
    expect(refused).toMatchObject({ status: 403, json: { code: 'insufficient_scope' } })
    expect(refused.headers.get('www-authenticate')).toBe(
      'Bearer realm="timesheets", error="insufficient_scope"',
    )
    expect(received).toEqual([])
  })
})

describe('Input', () => {
  it('is what the schemas made of the request, and only the declared parts', async () => {
    await app.call('POST', '/api/timesheets', body)
    await app.call('DELETE', `/api/timesheets/${id}`)
    expect(received).toEqual([
      { headers: {}, body: { ...body, project: 'StoreZero', note: '' } },
      { params: { id }, headers: {} },
    ])
  })

  it.each([
    [
      'POST',
      '/api/timesheets',
      { ...body, minutes: 0, date: '2026-02-30' },
      ['body.date', 'body.minutes'],
    ],
    ['POST', '/api/timesheets', { ...body, owner: 'me' }, ['body']],
    ['POST', '/api/timesheets', [body], ['body']],
    ['POST', '/api/timesheets', 'null', ['body']],
    ['POST', '/api/timesheets', undefined, ['body']],
    ['POST', '/api/timesheets?as=manager', body, ['query']],
    ['GET', '/api/timesheets?week=1&week=2', undefined, ['query.week']],
    ['GET', '/api/timesheets?week[a]=1', undefined, ['query']],
    ['DELETE', '/api/timesheets/1', undefined, ['params.id']],
    ['PUT', `/api/approvals/${id}`, { status: 'approved' }, ['body']],
    ['PUT', '/api/approvals/x?y=1', undefined, ['params.id', 'query']],
  ])('refuses %s %s with %j at %j', async (method, path, sent, places) => {
    const refused = await app.call(method, path, sent)
    expect(refused).toMatchObject({ status: 400, json: { code: 'validation_failed' } })
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    const { errors } = refused.json as { errors: { path: string; message: string }[] }
    expect(errors.map(({ path }) => path)).toEqual(places)
    expect(errors.every(({ message }) => message.length > 0 && message.length <= 200)).toBe(true)
    expect(received).toEqual([])
  })

  it('takes an empty object for no body', async () => {
    expect((await app.call('PUT', `/api/approvals/${id}`, {})).status).toBe(200)
  })

  it('has the headers that the row declares, parsed, and no others', async () => {
    const headers = { 'if-match': 'W/"1", "2" ,"x", "3"', 'x-other': '1' }
    const path = `/api/timesheets/${id}`
    expect((await app.call('PATCH', path, { minutes: 5 }, undefined, headers)).status).toBe(200)
    await app.call('PATCH', path, { minutes: 5 }, undefined, { 'if-match': '*' })
    const change = { params: { id }, body: { minutes: 5 } }
    expect(received).toEqual([
      { ...change, headers: { 'if-match': [2, 3] } },
      { ...change, headers: { 'if-match': 'any' } },
    ])
  })

  it('is refused with a status of its own where the version of a change is missing', async () => {
    const refused = await app.call('PATCH', `/api/timesheets/${id}`, { minutes: 5 })
    expect(refused).toMatchObject({ status: 428, json: { code: 'precondition_required' } })
  })

  it.each(['', '1', '"1', 'W/1', '"1" "2"', '*, "1"', `"${'1'.repeat(500)}"`])(
    'refuses If-Match: %s',
    async (tag) => {
      const headers = { 'if-match': tag }
      const path = `/api/timesheets/${id}`
      const refused = await app.call('PATCH', path, { minutes: 5 }, undefined, headers)
      expect(refused).toMatchObject({ status: 400, json: { code: 'validation_failed' } })
      expect(refused.json).toMatchObject({ errors: [{ path: 'headers.if-match' }] })
    },
  )

  it('answers many errors with few', async () => {
    const keys = Array.from({ length: 500 }, (_, index) => [`key${index}`, 1])
    const refused = await app.call('POST', '/api/timesheets', Object.fromEntries(keys))
    expect(refused.status).toBe(400)
    expect(refused.text.length).toBeLessThan(1500)
  })

  it('is an error on a handler without @Route', async () => {
    @Controller()
    class Bare {
      handle(@Input() input: unknown): unknown {
        return input
      }
    }
    const { Get } = await import('@nestjs/common')
    Get('/bare')(
      Bare.prototype,
      'handle',
      Object.getOwnPropertyDescriptor(Bare.prototype, 'handle') as TypedPropertyDescriptor<unknown>,
    )
    const bare = await serve([Bare])
    expect((await bare.call('GET', '/bare')).status).toBe(500)
    expect(String(errors.at(-1))).toContain('@Input() without @Route()')
    await bare.close()
  })
})

describe('headers of the answer', () => {
  it('name the version of the body and the place of what was made', async () => {
    const created = await app.call('POST', '/api/timesheets', body)
    expect(created.headers.get('etag')).toBe('"1"')
    expect(created.headers.get('location')).toBe(`/api/timesheets/${id}`)
    expect((await app.call('PUT', `/api/approvals/${id}`)).headers.get('etag')).toBe('"1"')
  })

  it('make a file something to save', async () => {
    const saved = await app.call('GET', '/api/timesheets/export')
    expect(saved).toMatchObject({ status: 200, text: 'date\r\n' })
    expect(saved.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const disposition = 'attachment; filename="timesheets.csv"'
    expect(saved.headers.get('content-disposition')).toBe(disposition)
  })
})

describe('response check', () => {
  it.each([
    [
      'a member that is missing',
      { items: [{ ...entry, version: undefined }] },
      'result.items.0.version',
    ],
    [
      'a member of another type',
      { items: [entry, { ...entry, minutes: '90' }] },
      'result.items.1.minutes',
    ],
    [
      'a date where a text is declared',
      { items: [{ ...entry, createdAt: new Date(0) }] },
      'result.items.0.createdAt',
    ],
    ['a member too many', { items: [{ ...entry, ownerSub: 'x' }] }, 'result.items.0.ownerSub'],
    [
      'a nested member too many',
      { items: [{ ...entry, owner: { name: 'E', sub: 'x' } }] },
      'result.items.0.owner.sub',
    ],
    ['a bare array', [entry], 'result'],
    ['nothing', undefined, 'result'],
  ])('fails for %s and says where', async (_, returned, place) => {
    result = returned
    const failed = await app.call('GET', '/api/timesheets')
    expect(failed).toMatchObject({ status: 500, json: { code: 'internal_error' } })
    const { detail } = failed.json as { detail: string }
    expect(detail).toContain(`GET /api/timesheets: ${place}: `)
    expect(String(errors.at(-1))).toContain(place)
  })

  it('fails for a body where the route has none', async () => {
    result = entry
    const failed = await app.call('DELETE', `/api/timesheets/${id}`)
    expect(failed).toMatchObject({ status: 500, json: { code: 'internal_error' } })
  })

  it('ignores members that JSON leaves out', async () => {
    result = { items: [{ ...entry, owner: undefined, ownerSub: undefined }] }
    expect((await app.call('GET', '/api/timesheets')).status).toBe(200)
  })

  it('can be switched off where clients would suffer from it', async () => {
    const lax = await serve(
      [TimesheetsController],
      [ContractModule.forRoot({ checkResponses: false })],
    )
    result = { items: [{ ...entry, version: 0 }] }
    expect(await lax.call('GET', '/api/timesheets')).toMatchObject({ status: 200, json: result })
    const input = await lax.call('GET', '/api/timesheets?x=1')
    expect(input.status).toBe(400)
    await lax.close()
  })
})
