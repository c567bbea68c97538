import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fill, manager, reader } from '../../../../bench/listing-data.ts'
import { createDatabase } from '../../test/api.ts'
import { casing } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import * as schema from '../database/schema.ts'
import { ApprovalsRepository } from './approvals.repository.ts'
import { EntriesRepository } from './entries.repository.ts'
import type { EntryFilter } from './choice.ts'

// how long a page takes, bench/listing.ts measures; here it is how many rows PostgreSQL looks at

const issuer = 'https://idp.example/'
const count = 11
let client: pg.Client
let entries: EntriesRepository
let approvals: ApprovalsRepository

beforeAll(async () => {
  const connectionString = await createDatabase()
  await migrate(connectionString)
  await fill(connectionString, issuer, 20_000)
  client = new pg.Client({ connectionString })
  await client.connect()
  const db = drizzle(client, { schema, casing })
  entries = new EntriesRepository(db)
  approvals = new ApprovalsRepository(db)
})
afterAll(() => client.end())
beforeEach(() => client.query('begin'))
afterEach(() => client.query('rollback'))

/** The rows of entries that were looked at on the way to the rows that were found. */
async function lookedAt(read: () => Promise<readonly unknown[]>) {
  const before = await counted()
  const found = await read()
  return { found: found.length, looked: (await counted()) - before }
}

/** What this connection has looked at and not yet reported; it reports between transactions. */
async function counted(): Promise<number> {
  const { rows } = await client.query<{ looked: string }>(
    `select seq_tup_read + idx_tup_fetch as looked from pg_stat_xact_user_tables
     where relname = 'entries'`,
  )
  return Number(rows[0]?.looked)
}

const week = { first: '2026-09-28', last: '2026-10-04' }
const filters: [string, EntryFilter][] = [
  ['nothing', {}],
  ['a week', week],
  ['a project', { project: 'Project 3' }],
  ['a state', { status: 'rejected' }],
  ['a week of a project', { ...week, project: 'Project 4' }],
  ['a week of a state', { ...week, status: 'submitted' }],
  ['a state of a project', { project: 'Project 3', status: 'draft' }],
  ['a state that a project has not', { project: 'Project 9', status: 'rejected' }],
  ['all three', { ...week, project: 'Project 4', status: 'submitted' }],
  ['a project that is none', { project: 'Nothing' }],
]

describe.each([
  ['the first page', []],
  ['a page in the middle', ['2026-10-02', '80000000-0000-4000-8000-000000000000']],
])('%s', (_, place) => {
  it.each(filters)('that chooses %s costs an owner what is on it', async (_name, filter) => {
    const owner = { issuer, subject: reader }
    const { found, looked } = await lookedAt(() => entries.page(owner, filter, place, count))
    expect(looked).toBeLessThanOrEqual(found + 1)
  })

  it.each(filters)('that chooses %s costs a manager what is on it', async (_name, filter) => {
    const waiting = { ...filter, status: filter.status ?? 'submitted' } as const
    const somebody = { issuer, subject: manager }
    const { found, looked } = await lookedAt(() => approvals.page(somebody, waiting, place, count))
    expect(looked).toBeLessThanOrEqual(found + 1)
  })
})
