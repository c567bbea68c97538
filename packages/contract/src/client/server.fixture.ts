import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { createApiClient, type ApiClient } from './api-client.ts'
import type { ApiProblem, NetworkProblem } from './problem.ts'
import type { ApiClientSettings } from './send.ts'

export const token = 'eyJ.secret.token'

interface Received {
  readonly request: IncomingMessage
  readonly body: string
}

/** A server that answers as each test says. */
export const server = {
  url: '',
  received: [] as Received[],
  answer: ((_, response) => response.end()) as RequestListener,
  /** The one request that came. */
  get only(): Received {
    const [received, ...more] = this.received
    if (!received || more.length > 0) throw new Error(`${this.received.length} requests came`)
    return received
  },
  answers(status: number, type: string | undefined, body: string, headers = {}): void {
    this.answer = (_, response) => {
      response.writeHead(status, { ...(type && { 'content-type': type }), ...headers }).end(body)
    }
  },
}

const http = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => (body += chunk))
  request.on('end', () => {
    server.received.push({ request, body })
    server.answer(request, response)
  })
})

/** Called by each test file that needs it: files share the modules that they load. */
export function serveAnswers(): void {
  beforeAll(async () => {
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  })
  beforeEach(() => {
    server.received = []
  })
  afterAll(async () => {
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
  })
}

export function settings(changes: Partial<ApiClientSettings> = {}): ApiClientSettings {
  const authorize = async () => ({ authorization: `Bearer ${token}` })
  return { baseUrl: server.url, fetch, authorize, ...changes }
}

export function client(changes?: Partial<ApiClientSettings>): ApiClient {
  return createApiClient(settings(changes))
}

export type Refusal = Error & Partial<Omit<ApiProblem, 'name'> & Omit<NetworkProblem, 'name'>>

/** The error of a call that fails, which must not tell the token. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Error)
  const told = JSON.stringify(error, Object.getOwnPropertyNames(error))
  expect(told).not.toContain(token)
  expect((error as Error).cause).toBeUndefined()
  return error as Refusal
}
