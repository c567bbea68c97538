import type { ProviderEnvironment } from '../environment.ts'
import { parseJsonObject, type JsonObject } from '../strict-json.ts'
import { ProviderError, type ProviderFailure } from './provider-error.ts'

/** Something to ask a provider for. */
export interface Resource {
  /** For messages, as in "provider metadata". */
  readonly name: string
  readonly url: string
  readonly maxBytes: number
  readonly init?: RequestInit
}

export interface Body {
  readonly status: number
  readonly ok: boolean
  readonly headers: Headers
  readonly bytes: Uint8Array
}

const defaultTimeoutMilliseconds = 10_000

/**
 * Fetches a bounded body in bounded time, follows no redirect and sends no cookie.
 *
 * Does not look at the status.
 *
 * @throws {ProviderError} network, timeout, size
 */
export async function fetchBody(resource: Resource, env: ProviderEnvironment): Promise<Body> {
  const { fetch, timeoutMilliseconds = defaultTimeoutMilliseconds } = env
  try {
    const response = await fetch(resource.url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // a redirect could carry a code and a secret elsewhere, or reach what the metadata did not name
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
      ...resource.init,
    })
    const { status, ok, headers } = response
    return { status, ok, headers, bytes: await readAtMost(resource, response) }
  } catch (error) {
    if (error instanceof ProviderError) throw error
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    throw failure(resource, timedOut ? 'timeout' : 'network', undefined, error)
  }
}

/**
 * Fetches a JSON object.
 *
 * Does not know its members.
 *
 * @throws {ProviderError}
 */
export async function fetchJson(
  resource: Resource,
  env: ProviderEnvironment,
): Promise<Body & { readonly json: JsonObject }> {
  const body = await fetchBody(resource, env)
  if (!body.ok) throw failure(resource, 'status', body.status)
  return { ...body, json: jsonOf(resource, body) }
}

/** The JSON object of a body. @throws {ProviderError} content-type, json */
export function jsonOf(resource: Resource, { headers, bytes, status }: Body): JsonObject {
  if (!/^application\/(?:[\w.-]+\+)?json$/i.test(mediaTypeOf(headers))) {
    throw failure(resource, 'content-type', status)
  }
  try {
    return parseJsonObject(bytes)
  } catch (error) {
    throw failure(resource, 'json', status, error)
  }
}

/** The media type without parameters. */
export function mediaTypeOf(headers: Headers): string {
  return (headers.get('content-type') ?? '').replace(/;.*$/s, '').trim()
}

export function failure(
  { name, url }: Resource,
  kind: ProviderFailure,
  status?: number,
  cause?: unknown,
): ProviderError {
  return new ProviderError({ failure: kind, resource: name, url, status }, { cause })
}

async function readAtMost(resource: Resource, response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  const reader = response.body?.getReader()
  for (let length = 0; ;) {
    const { value } = (await reader?.read()) ?? {}
    if (!value) break
    length += value.length
    if (length > resource.maxBytes) {
      void reader?.cancel()
      throw failure(resource, 'size', response.status)
    }
    chunks.push(value)
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}
