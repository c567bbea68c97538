import { and, eq, sql, type SQL } from 'drizzle-orm'
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

/** The entries that follow a place in the order of pages, compared as a pair. */
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
