import type { TimesheetEntry } from '@frontchannel/contract'
import { and, eq, gte, lte, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../database/database.ts'
import { entries, people, projects } from '../database/schema.ts'
import type { Transaction } from '../database/transactions.ts'
import type { Identity } from './identity.ts'

export type Executor = Database | Transaction

/** What is shown of an entry; queries join its project. */
export const entryColumns = {
  id: entries.id,
  date: entries.date,
  project: projects.name,
  minutes: entries.minutes,
  note: entries.note,
  status: entries.status,
  rejectionReason: entries.rejectionReason,
  version: entries.version,
  createdAt: entries.createdAt,
  updatedAt: entries.updatedAt,
}

export type EntryRow = Omit<typeof entries.$inferSelect, 'ownerId' | 'projectId' | 'decidedBy'> & {
  readonly project: string
}

/** Which entries; undefined members choose nothing. */
export interface EntryFilter {
  readonly first?: string | undefined
  readonly last?: string | undefined
  readonly project?: string | undefined
  readonly status?: TimesheetEntry['status'] | undefined
}

export function matching(db: Executor, { first, last, project, status }: EntryFilter) {
  return and(
    first === undefined ? undefined : gte(entries.date, first),
    last === undefined ? undefined : lte(entries.date, last),
    status === undefined ? undefined : eq(entries.status, status),
    project === undefined
      ? undefined
      : eq(
          entries.projectId,
          db.select({ id: projects.id }).from(projects).where(eq(projects.name, project)),
        ),
  )
}

/** The entries that follow a place in the order of `newestFirst`, compared as a pair. */
export function after([date, id]: readonly string[]): SQL | undefined {
  if (date === undefined) return undefined
  return sql`(${entries.date}, ${entries.id}) < (${date}::date, ${id}::uuid)`
}

/** The id of somebody, for use inside a statement; nothing for somebody who never wrote anything. */
export function idOf(db: Executor, { issuer, subject }: Identity) {
  return db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.issuer, issuer), eq(people.subject, subject)))
}
