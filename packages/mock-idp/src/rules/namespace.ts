import { z } from 'zod'
import type { JsonObject } from '../tokens/draft.ts'

/** Auth0's own: claims there could be mistaken for its. */
const reserved = ['auth0.com', 'webtask.io', 'webtask.run']

/** True for the name of a claim of one's own: a URL whose host is nobody's protocol. */
export function isNamespaced(name: string): boolean {
  const url = URL.parse(name)
  if (!url || !/^https?:$/.test(url.protocol)) return false
  return !reserved.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))
}

/** The claims that may go into a token. Others are dropped, so that none takes the place of `sub`. */
export const namespaced = (claims: Readonly<Record<string, unknown>>): JsonObject =>
  Object.fromEntries(
    Object.entries(claims).filter(
      ([name, value]) => isNamespaced(name) && z.json().safeParse(value).success,
    ),
  )
