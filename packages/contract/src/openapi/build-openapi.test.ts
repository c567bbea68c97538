import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { problemMediaType, problems } from '../problems.ts'
import type { RouteRow } from '../route.ts'
import { routes } from '../routes.ts'
import { scopes } from '../scopes.ts'
import { entry } from '../timesheets.fixture.ts'
import { buildOpenApi } from './index.ts'

interface Operation {
  operationId: string
  security: Record<string, string[]>[]
  parameters?: { name: string; in: string; required: boolean }[]
  requestBody?: { content: Record<string, { schema: { $ref: string } }> }
  responses: Record<
    string,
    { description: string; headers?: object; content?: Record<string, { schema: object }> }
  >
}

const issuer = 'http://localhost:4000/'
const settings = { title: 'Timesheets', version: '0.1.0', servers: ['http://localhost:3001'] }
const document = buildOpenApi({ ...settings, issuer })
const schemas: Record<string, object> = document.components.schemas

const operations = Object.entries(routes).map(([name, row]): [string, RouteRow, Operation] => {
  const path = `/api${row.path.replace(/:(\w+)/g, '{$1}')}`
  return [name, row, document.paths[path]?.[row.method.toLowerCase()] as Operation]
})

function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' ? [member as string] : refsIn(member),
  )
}

describe('buildOpenApi', () => {
  it('is plain JSON of version 3.1', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
    expect(document).toMatchObject({
      openapi: '3.1.1',
      info: { title: 'Timesheets', version: '0.1.0' },
      servers: [{ url: 'http://localhost:3001' }],
    })
  })

  it('has every route, and nothing else', () => {
    const documented = Object.values(document.paths).flatMap((item) => Object.values(item))
    expect(new Set(documented)).toEqual(new Set(operations.map(([, , operation]) => operation)))
    expect(documented).toHaveLength(Object.keys(routes).length)
  })

  it('resolves every reference, and references every schema', () => {
    const refs = new Set(refsIn(document))
    const known = Object.keys(schemas).map((name) => `#/components/schemas/${name}`)
    expect([...refs].sort()).toEqual(known.sort())
  })

  it('offers a bearer token, and discovery where the issuer is known', () => {
    expect(document.components.securitySchemes).toMatchObject({
      bearer: { type: 'http', scheme: 'bearer' },
      openIdConnect: {
        openIdConnectUrl: 'http://localhost:4000/.well-known/openid-configuration',
      },
    })
    const alone = buildOpenApi(settings)
    expect(Object.keys(alone.components.securitySchemes)).toEqual(['bearer'])
    expect(JSON.stringify(alone.paths)).not.toContain('openIdConnect')
  })

  it('describes every scope', () => {
    for (const [scope, { description }] of Object.entries(scopes)) {
      expect(document.info.description).toContain(`\`${scope}\`: ${description}`)
    }
  })

  it.each(operations)('%s wants the scope of its row', (name, row, operation) => {
    expect(operation.operationId).toBe(name)
    expect(operation.security).toEqual([{ bearer: [row.scope] }, { openIdConnect: [row.scope] }])
  })

  it.each(operations)('%s has the parameters and the body of its row', (_, row, operation) => {
    const places = { path: row.params, query: row.query, header: row.headers }
    const parameters = Object.entries(places).flatMap(([place, fields]) =>
      Object.entries(fields?.shape ?? {}).map(([name, schema]) => ({
        name,
        in: place,
        required: !z.safeParse(schema, undefined).success,
      })),
    )
    expect(operation.parameters ?? []).toMatchObject(parameters)
    expect(operation.requestBody !== undefined).toBe(row.body !== undefined)
  })

  it.each(operations)('%s has the success and the problems of its row', (_, row, operation) => {
    const statuses = [
      ...Object.keys(row.responses),
      ...row.problems.map((code) => String(problems[code].status)),
    ]
    expect(new Set(Object.keys(operation.responses))).toEqual(new Set(statuses))
    for (const code of row.problems) {
      const response = operation.responses[problems[code].status]
      expect(response?.description).toContain(`\`${code}\`: `)
      expect(Object.keys(response?.content ?? {})).toEqual([problemMediaType])
      expect(JSON.stringify(response?.content)).toContain(`"${code}"`)
    }
    expect(operation.responses[401]?.headers).toHaveProperty('WWW-Authenticate')
    expect(operation.responses[503]?.headers).toHaveProperty('Retry-After')
  })
})

// the generated JSON Schema, read back by another implementation than the one that made it
describe('schemas', () => {
  const $defs = schemas
  function reads(name: string, value: unknown): boolean {
    const schema = JSON.parse(
      JSON.stringify({ $ref: `#/$defs/${name}`, $defs }).replaceAll(
        '#/components/schemas/',
        '#/$defs/',
      ),
    ) as Parameters<typeof z.fromJSONSchema>[0]
    return z.fromJSONSchema(schema).safeParse(value).success
  }
  const newEntry = { date: '2026-11-20', project: 'StoreZero', minutes: 90 }

  it.each([
    ['NewTimesheetEntry', newEntry, true],
    ['NewTimesheetEntry', { ...newEntry, note: 'x' }, true],
    ['NewTimesheetEntry', { ...newEntry, owner: 'x' }, false],
    ['NewTimesheetEntry', { ...newEntry, date: '2026-02-29' }, false],
    ['NewTimesheetEntry', { ...newEntry, minutes: 1441 }, false],
    ['NewTimesheetEntry', { ...newEntry, project: '' }, false],
    ['TimesheetEntry', entry, true],
    ['TimesheetEntry', { ...entry, owner: { name: 'Erin Employee' } }, true],
    ['TimesheetEntry', { ...entry, owner: {} }, false],
    ['TimesheetEntry', { ...entry, status: 'done' }, false],
    ['TimesheetList', { items: [entry] }, true],
    ['TimesheetList', { items: [{}] }, false],
    ['TimesheetList', [entry], false],
    ['Problem', { type: 'about:blank', title: 'x', status: 500, code: 'internal_error' }, true],
    ['Problem', { title: 'x', status: 500 }, false],
  ])('%s of %j is valid: %s', (name, value, valid) => {
    expect(reads(name, value)).toBe(valid)
  })
})
