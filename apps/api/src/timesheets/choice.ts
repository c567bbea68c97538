import type { TimesheetEntry } from '@frontchannel/contract'
import { and, eq, gte, lte, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../database/database.ts'
import { onlyRow } from '../database/lookup.ts'
import { entries, people, projects } from '../database/schema.ts'
import type { Identity } from './identity.ts'

/** Which entries; undefined members choose nothing. */
export interface EntryFilter {
  readonly first?: string | undefined
  readonly last?: string | undefined
  readonly project?: string | undefined
  readonly status?: TimesheetEntry['status'] | undefined
}

export interface Choice {
  readonly personId: number
  readonly matching: SQL | undefined
}

const nobody = 0 // identities count from 1

/**
 * Turns names into numbers, in a statement of its own: only of values that PostgreSQL has before
 * it looks at the entries does it know how many there are, and which index to read a page from.
 */
export async function choose(
  db: Database,
  { issuer, subject }: Identity,
  { first, last, project, status }: EntryFilter,
): Promise<Choice> {
  const { rows } = await db.execute<{ person: string | null; project: string | null }>(sql`
    select (select id from ${people} where issuer = ${issuer} and subject = ${subject}) as person,
           (select id from ${projects} where name = ${project ?? ''}) as project`)
  const { person, project: projectId } = onlyRow(rows)
  const matching = and(
    first === undefined ? undefined : gte(entries.date, first),
    last === undefined ? undefined : lte(entries.date, last),
    status === undefined ? undefined : eq(entries.status, status),
    project === undefined ? undefined : eq(entries.projectId, Number(projectId ?? nobody)),
  )
  return { personId: Number(person ?? nobody), matching }
}
