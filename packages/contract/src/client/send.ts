import type { RouteRow } from '../route.ts'
import { basePath } from '../routes.ts'
import { buildUrl, type Address } from './build-url.ts'
import { parseChallenge, type Challenge } from './challenge.ts'
import { exchange } from './exchange.ts'
import { readAnswer } from './read-answer.ts'

/** What one call did, for a trace. Headers of the request are left out: one is a token. */
export interface Exchange {
  readonly name: string
  readonly method: RouteRow['method']
  readonly url: string
  readonly status: number
  readonly challenge: Challenge | undefined
}

export interface ApiClientSettings {
  /** Where the API is, without `basePath`: `API_URL`. */
  readonly baseUrl: string
  readonly fetch: typeof fetch
  /** The headers that authorize a call; asked for each call, and not for public routes. */
  readonly authorize: () => Promise<Readonly<Record<string, string>>>
  readonly onResponse?: ((exchange: Exchange) => void) | undefined
  readonly timeoutSeconds?: number | undefined
}

export interface Call extends Address {
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
}

const defaultTimeoutSeconds = 30 // a slow phone on a slow network must not fail for its slowness

/**
 * Calls one route: builds the request from the row, and parses the answer with it.
 *
 * Does not check what is sent, and does not retry.
 */
export async function send(
  settings: ApiClientSettings,
  name: string,
  route: RouteRow,
  call: Call,
): Promise<unknown> {
  const { method } = route
  const operation = `${method} ${basePath}${route.path}`
  const { signal, body } = call
  signal?.throwIfAborted()
  const url = buildUrl(settings.baseUrl, route, call)
  const headers = {
    ...set(call.headers),
    accept: `${route.file?.mediaType ?? 'application/json'}, application/problem+json`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(route.public ? {} : await settings.authorize()),
  }
  const init = { method, headers, body: body === undefined ? null : JSON.stringify(body) }
  const timeoutSeconds = settings.timeoutSeconds ?? defaultTimeoutSeconds
  const answer = await exchange(operation, settings.fetch, url, init, { signal, timeoutSeconds })
  const challenge = parseChallenge(answer.headers.get('www-authenticate'))
  settings.onResponse?.({ name, method, url, status: answer.status, challenge })
  return readAnswer(operation, route, answer)
}

function set(headers: Call['headers'] = {}): Record<string, string> {
  const present = (entry: [string, unknown]): entry is [string, string] => entry[1] !== undefined
  return Object.fromEntries(Object.entries(headers).filter(present))
}
