import { base64url } from 'jose'
import type { RequestLogEntry } from './request-log.ts'

const issuedNames = ['access_token', 'id_token', 'refresh_token', 'code']

/**
 * Notes what an answer issued, each as its SHA-256: with it a test can tell whether a token is in
 * some text, and nobody can use it. Reads redirects and JSON, no pages.
 */
export async function describeAnswer(entry: RequestLogEntry, response: Response): Promise<void> {
  const members = await membersOf(entry, response)
  const issued = issuedNames.flatMap((name) => {
    const value = members.get(name)
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : []
  })
  if (issued.length === 0) return
  const digests = await Promise.all(issued.map(([, value]) => digest(value)))
  entry.issued = Object.fromEntries(issued.map(([name], index) => [name, digests[index] ?? '']))
}

async function membersOf(
  { endpoint }: RequestLogEntry,
  response: Response,
): Promise<ReadonlyMap<string, unknown>> {
  const location = URL.parse(response.headers.get('location') ?? '')
  if (location) {
    return new Map([...location.searchParams, ...new URLSearchParams(location.hash.slice(1))])
  }
  if (endpoint !== 'token') return new Map()
  // a fault may make it anything, or cut it off
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  return new Map(Object.entries(body ?? {}))
}

const digest = async (text: string): Promise<string> =>
  base64url.encode(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
  )
