import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase } from '../../test/api.ts'
import { migrate } from './migrate.ts'

// What the services promise, PostgreSQL keeps: here nobody goes through a service.

let client: pg.Client
let [erin, mia, project] = ['', '', '']

const insertedId = async (sql: string) =>
  (await client.query<{ id: string }>(`${sql} returning id`)).rows[0]?.id ?? ''

beforeAll(async () => {
  const connectionString = await createDatabase()
  await migrate(connectionString)
  client = new pg.Client({ connectionString })
  await client.connect()
  erin = await insertedId("insert into people (issuer, subject) values ('i', 'erin')")
  mia = await insertedId("insert into people (issuer, subject) values ('i', 'mia')")
  project = await insertedId("insert into projects (name) values ('StoreZero')")
})
afterAll(() => client.end())

/** A row of literals. */
const row = (table: string, values: Record<string, string | number | null>) => {
  const literals = Object.values(values).map((value) =>
    typeof value === 'string' ? `'${value}'` : String(value),
  )
  return `insert into ${table} (${Object.keys(values).join(', ')}) values (${literals.join(', ')})`
}
const entry = (changes = {}) =>
  row('entries', {
    ...{ owner_id: erin, project_id: project, date: '2026-11-20', minutes: 60 },
    ...{ status: 'submitted', note: '', version: 1, ...changes },
  })
const decision = (changes = {}) =>
  row('decisions', {
    ...{ entry_id: '0c6a2d3e-8f1b-4c5d-9e7f-1a2b3c4d5e6f', entry_version: 1, owner_id: erin },
    ...{ date: '2026-11-20', project: 'StoreZero', minutes: 60, decision: 'approved' },
    ...{ reason: null, decided_by: mia, ...changes },
  })

const violated = (sql: string) =>
  client.query(sql).then(
    () => 'nothing',
    (error: unknown) => {
      const { constraint, code } = error as pg.DatabaseError
      return constraint ?? code
    },
  )

describe('entries', () => {
  it('are taken when they are right, in every state', async () => {
    expect(await violated(entry())).toBe('nothing')
    expect(await violated(entry({ status: 'draft', minutes: 1440 }))).toBe('nothing')
    expect(await violated(entry({ status: 'approved', decided_by: mia }))).toBe('nothing')
    const rejected = { status: 'rejected', decided_by: mia, rejection_reason: 'Which ticket?' }
    expect(await violated(entry(rejected))).toBe('nothing')
  })

  it.each([
    [{ minutes: 0 }, 'entries_minutes'],
    [{ minutes: -60 }, 'entries_minutes'],
    [{ minutes: 1441 }, 'entries_minutes'],
    [{ date: '1999-12-31' }, 'entries_date'],
    [{ date: '2100-01-01' }, 'entries_date'],
    [{ note: 'x'.repeat(501) }, 'entries_note_length'],
    [{ version: 0 }, 'entries_version'],
    [{ owner_id: 4711 }, 'entries_owner'],
    [{ project_id: 4711 }, 'entries_project'],
    [{ status: 'approved', decided_by: 4711 }, 'entries_decider'],
    [{ status: 'approved' }, 'entries_decided'],
    [{ status: 'submitted', decided_by: 2 }, 'entries_decided'],
    [{ status: 'approved', decided_by: 1 }, 'entries_decided_by_others'],
    [{ status: 'rejected', decided_by: 2 }, 'entries_rejection_reason'],
    [{ rejection_reason: 'x' }, 'entries_rejection_reason'],
    [
      { status: 'rejected', decided_by: 2, rejection_reason: '' },
      'entries_rejection_reason_length',
    ],
    [{ status: 'done' }, '22P02'],
    [{ minutes: null }, '23502'],
    [{ owner_id: null }, '23502'],
  ])('with %j violate %s', async (changes, constraint) => {
    expect([erin, mia]).toEqual(['1', '2'])
    expect(await violated(entry(changes))).toBe(constraint)
  })

  it('are not approved by an update either, without somebody else who did', async () => {
    const id = await insertedId(entry())
    const set = (values: string) => violated(`update entries set ${values} where id = '${id}'`)
    expect(await set("status = 'approved'")).toBe('entries_decided')
    expect(await set(`status = 'approved', decided_by = ${erin}`)).toBe('entries_decided_by_others')
    expect(await set(`status = 'approved', decided_by = ${mia}`)).toBe('nothing')
  })
})

describe('decisions', () => {
  beforeEach(() => client.query('begin'))
  afterEach(() => client.query('rollback'))

  it('are taken once for each version', async () => {
    expect(await violated(decision())).toBe('nothing')
    expect(await violated(decision({ entry_version: 2 }))).toBe('nothing')
    expect(await violated(decision())).toBe('decisions_of_version')
  })

  it.each([
    [{ decided_by: 1 }, 'decisions_by_others'],
    [{ decision: 'rejected' }, 'decisions_reason'],
    [{ reason: 'x' }, 'decisions_reason'],
    [{ decision: 'draft' }, 'decisions_decision'],
    [{ decided_by: 4711 }, 'decisions_decider'],
    [{ owner_id: 4711 }, 'decisions_owner'],
  ])('with %j violate %s', async (changes, constraint) => {
    expect(await violated(decision(changes))).toBe(constraint)
  })

  it.each(['update decisions set minutes = 1', 'delete from decisions', 'truncate decisions'])(
    'are history: no %s',
    async (sql) => {
      await client.query(decision())
      expect(await violated(sql)).toBe('23001')
    },
  )

  it('keep the people of whom they tell', async () => {
    await client.query(decision())
    expect(await violated(`delete from people where id = ${mia}`)).toBe('decisions_decider')
  })
})

describe('the rest', () => {
  it.each([
    [row('people', { issuer: 'i', subject: 'erin' }), 'people_identity'],
    [row('people', { issuer: 'i', subject: '' }), 'people_subject_length'],
    [row('people', { issuer: 'i', subject: 'x'.repeat(256) }), 'people_subject_length'],
    [row('people', { issuer: 'i', subject: 'x', kind: 'manager' }), '22P02'],
    [row('projects', { name: 'StoreZero' }), 'projects_name'],
    [row('projects', { name: '' }), 'projects_name_length'],
    [row('projects', { name: 'x'.repeat(101) }), 'projects_name_length'],
    [row('project_members', { person_id: 4711, project_id: 1 }), 'project_members_person'],
    [row('project_members', { person_id: 1, project_id: 4711 }), 'project_members_project'],
    [
      row('repeatable_requests', { issuer: 'i', subject: 's', key: 'k', request_hash: '\\x00' }),
      'repeatable_requests_hash',
    ],
    [row('server_secrets', { name: 'weak', secret: '\\x00' }), 'server_secrets_length'],
    ['delete from projects', 'entries_project'],
  ])('%s violates %s', async (sql, constraint) => {
    expect(await violated(sql)).toBe(constraint)
  })

  it('takes another issuer for somebody else', async () => {
    expect(await violated(row('people', { issuer: 'j', subject: 'erin' }))).toBe('nothing')
  })

  it('makes a membership and a key once', async () => {
    const membership = row('project_members', { person_id: erin, project_id: project })
    expect(await violated(membership)).toBe('nothing')
    expect(await violated(membership)).toBe('project_members_once')
    const hash = `\\x${'00'.repeat(32)}`
    const key = row('repeatable_requests', {
      issuer: 'i',
      subject: 's',
      key: 'k',
      request_hash: hash,
    })
    expect(await violated(key)).toBe('nothing')
    expect(await violated(key)).toBe('repeatable_requests_key')
  })

  it('makes a secret of its own for each database', async () => {
    const { rows } = await client.query<{ secret: Buffer }>('select secret from server_secrets')
    expect(rows).toHaveLength(1)
    expect(rows[0]?.secret).toHaveLength(32)
  })
})
