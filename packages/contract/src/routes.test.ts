import { describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod/mini'
import type { Precondition } from './preconditions.ts'
import { problems, type ProblemCode } from './problems.ts'
import {
  successStatus,
  type InputOf,
  type OutputOf,
  type RequestOf,
  type RouteRow,
} from './route.ts'
import { routes, type Routes } from './routes.ts'
import { scopes } from './scopes.ts'
import type { NewTimesheetEntry, TimesheetEntry, TimesheetList } from './timesheets.ts'

const rows: [string, RouteRow][] = Object.entries(routes)
const everyCode = Object.keys(problems) as ProblemCode[]

describe('routes', () => {
  it('have each method and path once', () => {
    const operations = rows.map(([, { method, path }]) => `${method} ${path.replace(/:\w+/g, ':')}`)
    expect(operations).toEqual([...new Set(operations)])
  })

  it('use every declared scope, and no other', () => {
    const used = rows.flatMap(([, { scope }]) => scope ?? [])
    expect([...new Set(used)].sort()).toEqual(Object.keys(scopes).sort())
  })

  it('use every problem, but the one for what is no route', () => {
    const used = new Set(rows.flatMap(([, row]) => row.problems))
    expect(everyCode.filter((code) => !used.has(code))).toEqual(['method_not_allowed'])
    expect([...used].filter((code) => !everyCode.includes(code))).toEqual([])
  })

  it.each(rows)('%s lists each problem once', (_, row) => {
    expect(row.problems).toEqual([...new Set(row.problems)])
  })

  it.each(rows)('%s has one success, with a status that fits its method', (_, row) => {
    expect(Object.keys(row.responses)).toHaveLength(1)
    const body = row.responses[successStatus(row)]
    expect(successStatus(row)).toBe(row.method === 'POST' ? 201 : body ? 200 : 204)
  })

  it.each(rows)('%s declares the parameters of its path', (_, row) => {
    const inPath = [...row.path.matchAll(/:(\w+)/g)].map(([, name]) => name)
    expect(Object.keys(row.params?.shape ?? {})).toEqual(inPath)
  })

  it.each(rows)('%s can refuse as its row makes it refuse', (_, row) => {
    const expected: ProblemCode[] = ['validation_failed', 'internal_error']
    if (!row.public) expected.push('missing_credentials', 'invalid_token', 'keys_unavailable')
    if (row.scope) expected.push('insufficient_scope')
    if (row.params) expected.push('not_found')
    if (row.method !== 'GET') expected.push('payload_too_large', 'unsupported_media_type')
    expect(row.problems).toEqual(expect.arrayContaining(expected))
  })

  it.each(rows)('%s can refuse for the headers that it reads', (_, row) => {
    const headers = Object.entries(row.headers?.shape ?? {})
    const expected = headers.flatMap(([name, schema]): ProblemCode[] => {
      if (name === 'idempotency-key') return ['idempotency_key_reused']
      const required = !z.safeParse(schema, undefined).success
      return required ? ['precondition_failed', 'precondition_required'] : ['precondition_failed']
    })
    const conditional: ProblemCode[] = [
      'idempotency_key_reused',
      'precondition_failed',
      'precondition_required',
    ]
    expect(row.problems.filter((code) => conditional.includes(code)).sort()).toEqual(
      expected.sort(),
    )
  })

  it.each(rows)('%s changes a version only where the caller may name it', (_, row) => {
    const changes = row.params !== undefined && row.method !== 'GET'
    expect(Object.keys(row.headers?.shape ?? {}).includes('if-match')).toBe(changes)
  })

  it.each(rows)('%s makes headers of members that its body has', (_, row) => {
    const body = row.responses[successStatus(row)] as { shape?: object; type?: string } | null
    const members = [...(row.etag ? ['version'] : []), ...(row.location?.match(/(?<=:)\w+/g) ?? [])]
    for (const name of members) expect(body?.shape).toHaveProperty(name)
    if (row.file) expect(body?.type).toBe('string')
  })

  it.each(rows)('%s has no body where HTTP has no use for one', (_, row) => {
    expect(row.body && ['GET', 'DELETE'].includes(row.method)).toBeFalsy()
  })

  it.each(rows)('%s is public or wants a scope', (_, row) => {
    expect(row.public === true).toBe(row.scope === undefined)
  })
})

it('gives handlers and callers their types', () => {
  expectTypeOf<InputOf<Routes['createTimesheet']>['body']>().toEqualTypeOf<NewTimesheetEntry>()
  expectTypeOf<InputOf<Routes['deleteTimesheet']>['params']>().toEqualTypeOf<{ id: string }>()
  expectTypeOf<InputOf<Routes['changeTimesheet']>['headers']>().toEqualTypeOf<{
    'if-match': Precondition
  }>()
  expectTypeOf<RequestOf<Routes['changeTimesheet']>['headers']>().toEqualTypeOf<{
    'if-match': string
  }>()
  expectTypeOf<OutputOf<Routes['listTimesheets']>>().toEqualTypeOf<TimesheetList>()
  expectTypeOf<OutputOf<Routes['approveTimesheet']>>().toEqualTypeOf<TimesheetEntry>()
  expectTypeOf<OutputOf<Routes['exportTimesheets']>>().toBeString()
  expectTypeOf<OutputOf<Routes['deleteTimesheet']>>().toBeVoid()
})
