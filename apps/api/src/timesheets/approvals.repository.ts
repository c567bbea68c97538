import { Inject, Injectable } from '@nestjs/common'
import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import { database, type Database } from '../database/database.ts'
import { decisions, entries, people, projects } from '../database/schema.ts'
import type { Transaction } from '../database/transactions.ts'
import { choose, type EntryFilter } from './choice.ts'
import { after, entryColumns, type EntryRow, type Executor } from './entry-row.ts'
import type { Decision } from './entry-rules.ts'
import type { Identity } from './identity.ts'

export type OwnedEntryRow = EntryRow & {
  readonly ownerId: number
  readonly ownerName: string | null
}

/** What a decision leaves behind: the entry changed, and a line in the trail. */
export type DecidedEntry = OwnedEntryRow & Decision

const ownedColumns = { ...entryColumns, ownerId: entries.ownerId, ownerName: people.name }

/** The entries of everybody but the one who looks. */
@Injectable()
export class ApprovalsRepository {
  constructor(@Inject(database) private readonly db: Database) {}

  async page(
    manager: Identity,
    filter: EntryFilter,
    place: readonly string[],
    count: number,
  ): Promise<OwnedEntryRow[]> {
    const { personId, matching } = await choose(this.db, manager, filter)
    return select(this.db)
      .where(and(matching, ne(entries.ownerId, personId), after(place)))
      .orderBy(desc(entries.date), desc(entries.id))
      .limit(count)
  }

  findAll(transaction: Transaction, ids: readonly string[]): Promise<OwnedEntryRow[]> {
    return select(transaction).where(inArray(entries.id, [...ids]))
  }

  /** As `findAll`, and nobody else changes the entries before the transaction ends. */
  lockAll(transaction: Transaction, ids: readonly string[]): Promise<OwnedEntryRow[]> {
    return (
      select(transaction)
        .where(inArray(entries.id, [...ids]))
        // always in the same order: two managers who wait for each other would wait forever
        .orderBy(asc(entries.id))
        .for('update', { of: entries })
    )
  }

  /** Decides on entries that this transaction has locked. */
  async decide(
    transaction: Transaction,
    managerId: number,
    decided: readonly DecidedEntry[],
  ): Promise<void> {
    if (decided.length === 0) return
    await transaction.insert(decisions).values(
      decided.map(({ id, version, ownerId, date, project, minutes, decision, reason }) => ({
        ...{ entryId: id, entryVersion: version, ownerId, date, project, minutes },
        ...{ decision, reason, decidedBy: managerId },
      })),
    )
    const columns = [
      sql`${sql.param(decided.map(({ id }) => id))}::uuid[]`,
      sql`${sql.param(decided.map(({ decision }) => decision))}::entry_status[]`,
      sql`${sql.param(decided.map(({ reason }) => reason ?? null))}::text[]`,
    ]
    await transaction
      .update(entries)
      .set({
        status: sql`decided.status`,
        rejectionReason: sql`decided.reason`,
        decidedBy: managerId,
        version: sql`${entries.version} + 1`,
        updatedAt: sql`now()`,
      })
      .from(sql`unnest(${sql.join(columns, sql`, `)}) as decided (id, status, reason)`)
      .where(eq(entries.id, sql`decided.id`))
  }
}

function select(db: Executor) {
  return db
    .select(ownedColumns)
    .from(entries)
    .innerJoin(projects, eq(projects.id, entries.projectId))
    .innerJoin(people, eq(people.id, entries.ownerId))
}
