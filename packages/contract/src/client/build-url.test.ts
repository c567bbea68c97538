import { describe, expect, it } from 'vitest'
import type { RouteRow } from '../route.ts'
import { routes } from '../routes.ts'
import { buildUrl } from './build-url.ts'

const base = 'https://api.example.com'
const two = { ...routes.deleteTimesheet, path: '/weeks/:week/entries/:id' } satisfies RouteRow

describe('buildUrl', () => {
  it('puts base path and path behind the base URL, whatever slashes end it', () => {
    for (const baseUrl of [base, `${base}/`, `${base}//`]) {
      expect(buildUrl(baseUrl, routes.listTimesheets, {})).toBe(`${base}/api/timesheets`)
    }
    expect(buildUrl(`${base}/eu`, routes.listTimesheets, {})).toBe(`${base}/eu/api/timesheets`)
  })

  it('encodes each path parameter as one segment', () => {
    const url = buildUrl(base, two, { params: { week: '2026/W47', id: 'a?b#c%2e' } })
    expect(url).toBe(`${base}/api/weeks/2026%2FW47/entries/a%3Fb%23c%252e`)
  })

  it.each(['', '.', '..', undefined])('refuses the path parameter %j', (id) => {
    expect(() => buildUrl(base, two, { params: { week: '1', id } })).toThrow(
      /^path parameter "id" cannot be/,
    )
  })

  it('leaves undefined members out of the query, repeats arrays, keeps false and 0', () => {
    const query = { a: undefined, b: ['x y', undefined, 'z&'], c: 0, d: false, e: '' }
    expect(buildUrl(base, routes.listTimesheets, { query })).toBe(
      `${base}/api/timesheets?b=x+y&b=z%26&c=0&d=false&e=`,
    )
    expect(buildUrl(base, routes.listTimesheets, { query: { a: undefined } })).toBe(
      `${base}/api/timesheets`,
    )
  })
})
