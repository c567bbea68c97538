import { readFileSync } from 'node:fs'
import pg from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createDatabase } from '../../test/api.ts'
import { migrate } from './migrate.ts'

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

const journal = JSON.parse(
  readFileSync(new URL('../../drizzle/meta/_journal.json', import.meta.url), 'utf8'),
) as { entries: { tag: string; when: number }[] }
const sqlOf = (tag: string) =>
  readFileSync(new URL(`../../drizzle/${tag}.sql`, import.meta.url), 'utf8')

describe('migrate', () => {
  it('R53, R57: may run again, and in several instances at once', async () => {
    const url = await createDatabase()
    await Promise.all([migrate(url), migrate(url), migrate(url)])
    await migrate(url)
    const client = await connect(url)
    const { rows } = await client.query('select 1 from drizzle.__drizzle_migrations')
    expect(rows).toHaveLength(journal.entries.length)
  })

  it('R57: leaves nothing behind when it fails half-way', async () => {
    const url = await createDatabase()
    const client = await connect(url)
    // stands in the way of the last table of the last migration
    await client.query('create table server_secrets ()')
    await expect(migrate(url)).rejects.toThrow()
    const { rows } = await client.query("select to_regclass('entries') as entries")
    expect(rows).toEqual([{ entries: null }])
    await client.query('drop table server_secrets')
    await migrate(url)
  })

  it('carries entries over to projects, and wants approvals again that nobody signed', async () => {
    const url = await createDatabase()
    const client = await connect(url)
    const [first] = journal.entries
    await client.query(sqlOf(first?.tag ?? '').replaceAll('--> statement-breakpoint', ''))
    await client.query(`create schema drizzle; create table drizzle.__drizzle_migrations
      (id serial primary key, hash text not null, created_at bigint)`)
    await client.query(
      'insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)',
      ['', first?.when],
    )
    await client.query(`
      insert into people (issuer, subject) values ('i', 'erin');
      insert into entries (owner_id, date, project, minutes, status) values
        (1, '2026-11-18', 'StoreZero', 60, 'submitted'), (1, '2026-11-19', 'Planning', 30, 'approved'),
        (1, '2026-11-20', 'StoreZero', 10, 'draft')`)
    await migrate(url)
    const { rows } = await client.query(`
      select projects.name, minutes, status, version, kind from entries
      join projects on projects.id = project_id join people on people.id = owner_id order by date`)
    const erin = { kind: 'employee' }
    expect(rows).toEqual([
      { name: 'StoreZero', minutes: 60, status: 'submitted', version: 1, ...erin },
      { name: 'Planning', minutes: 30, status: 'submitted', version: 2, ...erin },
      { name: 'StoreZero', minutes: 10, status: 'draft', version: 1, ...erin },
    ])
  })
})
