import * as z from 'zod/mini'
import { successStatus, type RouteRow } from '../route.ts'

/**
 * Says where a handler's result differs from the route's response; empty if nowhere. Members
 * that the schema does not know are a difference too: they would reach the client.
 */
export function checkResult(route: RouteRow, result: unknown): readonly string[] {
  const schema = route.responses[successStatus(route)]
  if (!schema) return result === undefined ? [] : ['result: the route has no response body']
  const parsed = z.safeParse(schema, result)
  if (parsed.success) return undeclared(result, parsed.data, 'result')
  return parsed.error.issues.map(({ path, code }) => `${['result', ...path].join('.')}: ${code}`)
}

function undeclared(actual: unknown, declared: unknown, path: string): string[] {
  if (typeof actual !== 'object' || actual === null) return []
  return Object.entries(actual).flatMap(([key, value]) => {
    const place = `${path}.${key}`
    if (value === undefined) return [] // JSON leaves it out
    const known = typeof declared === 'object' && declared !== null && Object.hasOwn(declared, key)
    return known
      ? undeclared(value, (declared as Record<string, unknown>)[key], place)
      : [`${place}: not in the contract`]
  })
}
