import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase } from '../../test/api.ts'
import { openDatabase, openPool } from './database.ts'
import { demoEntries, demoPeople } from './demo-timesheets.ts'
import { migrate } from './migrate.ts'
import { seedDemo } from './seed.ts'

const issuer = 'http://localhost:4000/'
let pool: pg.Pool

beforeAll(async () => {
  const url = await createDatabase()
  await migrate(url)
  pool = openPool(url)
})
afterAll(() => pool.end())

const seed = () => seedDemo(openDatabase(pool), issuer)
const count = async (what: string) =>
  Number((await pool.query<{ n: string }>(`select count(*) n from ${what}`)).rows[0]?.n)

describe('demoEntries', () => {
  const week = Array.from({ length: 7 }, (_, index) => new Date(Date.UTC(2026, 10, 16 + index, 9)))
  const rows = week.flatMap((now) => demoPeople.slice(1).map((person) => [person, now] as const))

  it.each(rows)('gives $name every state, whatever day it is: %s', (person, now) => {
    const entries = demoEntries(person, now)
    const statuses = new Set(entries.map(({ status }) => status))
    expect([...statuses].sort()).toEqual(['approved', 'draft', 'rejected', 'submitted'])
    expect(entries.every(({ date }) => date <= now.toISOString().slice(0, 10))).toBe(true)
    expect(new Set(entries.map(({ date }) => date)).size).toBe(entries.length)
    const { memberOf } = person
    expect(entries.every(({ project }) => memberOf?.includes(project) ?? true)).toBe(true)
  })
})

describe('seedDemo', () => {
  it('adds everything once, however many instances start at once and again', async () => {
    await Promise.all([seed(), seed(), seed()])
    const entries = await count('entries')
    expect(entries).toBeGreaterThan(70)
    expect(await count('people')).toBe(demoPeople.length)
    await seed()
    expect(await count('entries')).toBe(entries)
  })

  it('leaves a decision of a manager for everything decided', async () => {
    const decided = await count("entries where status in ('approved', 'rejected')")
    expect(await count('decisions')).toBe(decided)
    expect(
      await count(
        'decisions join entries on entries.id = entry_id and entries.decided_by = decisions.decided_by and version = entry_version + 1',
      ),
    ).toBe(decided)
  })

  it('does not bring back what a demo user deleted, and keeps contractors bound', async () => {
    await pool.query(
      "delete from entries where owner_id = (select id from people where subject = 'auth0|contractor')",
    )
    await pool.query("update people set kind = 'employee'")
    await pool.query('delete from project_members')
    await seed()
    expect(
      await count("entries join people on people.id = owner_id where subject = 'auth0|contractor'"),
    ).toBe(0)
    expect(await count("people where kind = 'contractor'")).toBe(1)
    expect(await count('project_members')).toBe(2)
  })
})
