import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import pg from 'pg'
import type {} from '../../../scripts/test/postgres.setup.ts'
import { inject } from 'vitest'
import { readConfig } from '../src/config.ts'
import { spaOrigin, TestBrowser, usualScope, type LoginOptions } from './browser.ts'
import { TestClock } from './clock.ts'
import { clientId, clientSecret, TestProvider } from './provider.ts'
import { TestLog } from './log.ts'
import { TestApi } from './timesheets-api.ts'

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

export const sessionKey = (id: string): string => `${id}:${randomBytes(32).toString('base64url')}`

/** A back-end with everything around it. */
export class World {
  readonly clock: TestClock
  readonly log = new TestLog()
  readonly provider: TestProvider
  readonly api: TestApi
  readonly databaseUrl: string
  readonly database: pg.Pool
  readonly environment: NodeJS.ProcessEnv
  readonly #apps: NestFastifyApplication[] = []
  readonly urls: string[] = []

  private constructor(
    clock: TestClock,
    provider: TestProvider,
    api: TestApi,
    databaseUrl: string,
    changes: NodeJS.ProcessEnv,
  ) {
    this.clock = clock
    this.provider = provider
    this.api = api
    this.databaseUrl = databaseUrl
    this.database = new pg.Pool({ connectionString: databaseUrl, max: 2 })
    this.database.on('error', () => undefined)
    this.environment = {
      OIDC_ISSUER: provider.issuer,
      OIDC_BACKEND_CLIENT_ID: clientId,
      OIDC_BACKEND_CLIENT_SECRET: clientSecret,
      OIDC_SCOPE: usualScope,
      DATABASE_URL: databaseUrl,
      API_URL: api.url,
      SPA_URL: spaOrigin,
      SESSION_KEYS: sessionKey('one'),
      LOG_LEVEL: 'trace',
      ...changes,
    }
  }

  static async create(changes: NodeJS.ProcessEnv = {}): Promise<World> {
    const world = await World.around(changes)
    await world.startBackEnd()
    return world
  }

  /** Everything but the back-end. */
  static async around(changes: NodeJS.ProcessEnv = {}): Promise<World> {
    const clock = new TestClock()
    const [provider, api, databaseUrl] = await Promise.all([
      TestProvider.start(clock),
      TestApi.start(),
      createDatabase(),
    ])
    return new World(clock, provider, api, databaseUrl, changes)
  }

  /** One more process, as far as anybody outside can tell. */
  async startBackEnd(changes: NodeJS.ProcessEnv = {}): Promise<string> {
    const config = readConfig({ ...this.environment, ...changes })
    // loading Nest takes a second, which tests of other processes need not wait
    const { createApp } = await import('../src/create-app.ts')
    const app = await createApp(config, { now: this.clock.now, logTo: this.log.stream })
    await app.listen(0, '127.0.0.1')
    const url = (await app.getUrl()).replace('[::1]', 'localhost')
    this.#apps.push(app)
    this.urls.push(url)
    return url
  }

  get url(): string {
    return this.urls[0] ?? ''
  }

  get apps(): readonly NestFastifyApplication[] {
    return this.#apps
  }

  get app(): NestFastifyApplication {
    const [app] = this.#apps
    if (!app) throw new Error('no back-end was started')
    return app
  }

  /** @param urls of the processes that it reaches; the first one if not said */
  browser(...urls: string[]): TestBrowser {
    return new TestBrowser(...(urls.length > 0 ? urls : [this.url]))
  }

  async loggedIn(options: LoginOptions = {}): Promise<TestBrowser> {
    const browser = this.browser()
    await browser.logIn(this.provider, options)
    return browser
  }

  async rows(table: 'sessions' | 'used' | 'revocations' | 'trace_events'): Promise<unknown[]> {
    return (await this.database.query(`select * from backend.${table}`)).rows as unknown[]
  }

  async stop(): Promise<void> {
    await Promise.all(this.#apps.map((app) => app.close()))
    await this.database.end()
    await Promise.all([this.provider.stop(), this.api.stop()])
  }
}
