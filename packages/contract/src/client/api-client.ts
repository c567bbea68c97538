import type { OutputOf, RequestOf, RouteRow } from '../route.ts'
import { basePath, routes, type RouteName, type Routes } from '../routes.ts'
import { buildUrl, type Address } from './build-url.ts'
import { parseChallenge, type Challenge } from './challenge.ts'
import { exchange } from './exchange.ts'
import { readAnswer } from './read-answer.ts'

/** What one call did, for a trace. Headers of the request are left out: one is a token. */
export interface Exchange {
  readonly name: RouteName
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

type Call<Row extends RouteRow> = RequestOf<Row> & { readonly signal?: AbortSignal | undefined }
type Method<Row extends RouteRow> = keyof RequestOf<Row> extends never
  ? (call?: Call<Row>) => Promise<OutputOf<Row>>
  : (call: Call<Row>) => Promise<OutputOf<Row>>

/** One method for each route, named as its row. */
export type ApiClient = { readonly [Name in RouteName]: Method<Routes[Name]> }

interface AnyCall extends Address {
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
}

const defaultTimeoutSeconds = 30 // a slow phone on a slow network must not fail for its slowness

/**
 * Makes the one client of the API from the contract's rows. Each method sends a request and
 * parses the answer with the schema of its route.
 *
 * Does not check what is sent (the compiler does, and the API again), and does not retry.
 *
 * Methods reject with `ApiProblem` where the API refused, `NetworkProblem` where it could not be
 * understood, the signal's reason where the caller aborted, and with what `authorize` rejects.
 */
export function createApiClient(settings: ApiClientSettings): ApiClient {
  const methods = Object.entries(routes).map(([name, route]) => [
    name,
    (call: AnyCall = {}) => send(settings, name as RouteName, route, call),
  ])
  return Object.fromEntries(methods) as ApiClient
}

async function send(
  settings: ApiClientSettings,
  name: RouteName,
  route: RouteRow,
  call: AnyCall,
): Promise<unknown> {
  const { method } = route
  const operation = `${method} ${basePath}${route.path}`
  const { signal, body } = call
  signal?.throwIfAborted()
  const url = buildUrl(settings.baseUrl, route, call)
  const headers = {
    accept: 'application/json, application/problem+json',
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
