import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import type { TimesheetEntry } from '@frontchannel/contract'
import pg from 'pg'
import type {} from '../../../scripts/test/postgres.setup.ts'
import { inject, onTestFinished } from 'vitest'
import type { AccessTokenOptions } from '../src/access-token/options.ts'
import { readConfig } from '../src/config.ts'
import { createApp } from '../src/create-app.ts'
import { audience, type Issuer } from './issuer.ts'

export const spaOrigin = 'http://localhost:5173'

export interface TestApi {
  readonly url: string
  readonly databaseUrl: string
  /** The lines it wrote; none below fatal unless LOG_LEVEL asks for more. */
  readonly log: readonly string[]
  /** For what it allows its connections. */
  readonly server: Server
  call(path: string, options?: CallOptions): Promise<Answer>
  stop(): Promise<void>
}

export interface CallOptions {
  readonly method?: string
  readonly token?: string | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: AnswerBody
}

/** What a test looks for in a body; whether it is there, is for the test to say. */
export interface AnswerBody extends Record<string, unknown> {
  readonly code: string
  readonly id: string
  readonly instance: string
  readonly items: readonly TimesheetEntry[]
}

/** A database of its own, empty. */
export async function createDatabase(): Promise<string> {
  const server = inject('databaseServer')
  const name = `test_${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}

/** Starts the API as `main` does, for tokens of this issuer. */
export async function startApi(
  issuer: Pick<Issuer, 'url'>,
  environment: NodeJS.ProcessEnv = {},
  accessToken: Partial<AccessTokenOptions> = {},
): Promise<TestApi> {
  const databaseUrl = environment['DATABASE_URL'] ?? (await createDatabase())
  const config = readConfig({
    OIDC_ISSUER: issuer.url,
    OIDC_AUDIENCE: audience,
    SPA_URL: spaOrigin,
    LOG_LEVEL: 'fatal',
    DATABASE_URL: databaseUrl,
    ...environment,
  })
  const lines: string[] = []
  const log = { write: (line: string) => void lines.push(line) }
  const app = await createApp(config, { accessToken, log })
  await app.listen(0, '127.0.0.1')
  const url = (await app.getUrl()).replace('[::1]', 'localhost')
  return {
    url,
    databaseUrl,
    log: lines,
    server: app.getHttpServer(),
    call: (path, options) => call(`${url}${path}`, options),
    stop: () => app.close(),
  }
}

/** For the current test only. */
export async function startApiForTest(...settings: Parameters<typeof startApi>): Promise<TestApi> {
  const api = await startApi(...settings)
  onTestFinished(() => api.stop())
  return api
}

async function call(url: string, options: CallOptions = {}): Promise<Answer> {
  const { method = 'GET', token, body, headers } = options
  const response = await fetch(url, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== '' ? (JSON.parse(text) as AnswerBody) : ({ text } as never),
  }
}
