import { randomUUID } from 'node:crypto'
import type { TimesheetEntry } from '@frontchannel/contract'
import pg from 'pg'
import { afterAll, beforeAll, expect } from 'vitest'
import { startApi, type Answer, type CallOptions, type TestApi } from './api.ts'
import { Issuer } from './issuer.ts'

const ownScopes = 'read:timesheets create:timesheets delete:timesheets'
const newSubject = (): string => `auth0|${randomUUID()}`

export const entry = { date: '2026-11-20', project: 'StoreZero', minutes: 450, note: 'Checkout' }

/** Somebody with a token. */
export interface Actor {
  readonly subject: string
  readonly token: string
}

/** An API, people who use it, and a look into its database. For all tests of a file. */
export class Scene {
  issuer!: Issuer
  api!: TestApi
  pool!: pg.Pool

  async somebody(subject = newSubject(), name?: string): Promise<Actor> {
    return this.#actor({ sub: subject, scope: ownScopes, name })
  }

  async manager(subject = newSubject(), name?: string): Promise<Actor> {
    return this.#actor({ sub: subject, scope: `${ownScopes} approve:timesheets`, name })
  }

  /** A client that got its token for itself. */
  async machine(scope = 'batch:upload'): Promise<Actor> {
    return this.#actor({ sub: 'timesheets-import', client_id: 'timesheets-import', scope })
  }

  /** Somebody who may log work on these projects only. */
  async contractor(...projects: string[]): Promise<Actor> {
    const actor = await this.somebody()
    const [person] = await this.rows<{ id: string }>(
      "insert into people (issuer, subject, kind) values ($1, $2, 'contractor') returning id",
      [this.issuer.url, actor.subject],
    )
    await this.rows(
      'insert into projects (name) select unnest($1::text[]) on conflict do nothing',
      [projects],
    )
    await this.rows(
      'insert into project_members select $1, id from projects where name = any($2)',
      [person?.id, projects],
    )
    return actor
  }

  call(actor: Actor, method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    return this.api.call(`/api${path}`, { method, token: actor.token, ...options })
  }

  async create(actor: Actor, changes: object = {}): Promise<TimesheetEntry> {
    const answer = await this.call(actor, 'POST', '/timesheets', { body: { ...entry, ...changes } })
    expect(answer.status).toBe(201)
    return answer.body as unknown as TimesheetEntry
  }

  async list(actor: Actor, query = ''): Promise<readonly TimesheetEntry[]> {
    const answer = await this.call(actor, 'GET', `/timesheets${query}`)
    expect(answer.status).toBe(200)
    return answer.body.items
  }

  async rows<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(sql, values)).rows
  }

  async #actor(claims: { sub: string; scope: string } & Record<string, unknown>): Promise<Actor> {
    return { subject: claims.sub, token: await this.issuer.token(claims) }
  }
}

/** Opens a scene before the tests of a file, and closes it after them. */
export function useScene(environment: NodeJS.ProcessEnv = {}): Scene {
  const scene = new Scene()
  beforeAll(async () => {
    scene.issuer = await Issuer.start()
    scene.api = await startApi(scene.issuer, environment)
    scene.pool = new pg.Pool({ connectionString: scene.api.databaseUrl })
  })
  afterAll(async () => {
    await scene.pool.end()
    await scene.api.stop()
    await scene.issuer.stop()
  })
  return scene
}

/** What `If-Match` says of the version that somebody saw. */
export const ifMatch = (tag: string) => ({ headers: { 'if-match': tag } })
