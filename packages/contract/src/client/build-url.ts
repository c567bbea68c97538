import type { RouteRow } from '../route.ts'
import { basePath } from '../routes.ts'

type Value = string | number | boolean | undefined

export interface Address {
  readonly params?: Readonly<Record<string, Value>>
  readonly query?: Readonly<Record<string, Value | readonly Value[]>>
}

/**
 * The URL of one call. Undefined members are left out of the query; an array repeats its name.
 *
 * @throws {TypeError} where a path parameter is missing or would move the path (`..`).
 */
export function buildUrl(
  baseUrl: string,
  route: RouteRow,
  { params = {}, query = {} }: Address,
): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => pathSegment(name, params[name]))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== undefined) search.append(name, String(one))
    }
  }
  const url = `${baseUrl.replace(/\/+$/, '')}${basePath}${path}`
  return search.size > 0 ? `${url}?${search.toString()}` : url
}

function pathSegment(name: string, value: Value): string {
  const segment = encodeURIComponent(value ?? '')
  // a URL parser takes "." and ".." out of the path, and the call would reach another route
  if (segment === '' || segment === '.' || segment === '..') {
    throw new TypeError(`path parameter "${name}" cannot be ${JSON.stringify(segment)}`)
  }
  return segment
}
