import { Inject, Injectable } from '@nestjs/common'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { database, type Database } from '../database/database.ts'
import { entries, projects } from '../database/schema.ts'
import type { Transaction } from '../database/transactions.ts'
import { choose, type EntryFilter } from './choice.ts'
import { after, entryColumns, idOf, type EntryRow, type Executor } from './entry-row.ts'
import type { Identity } from './identity.ts'

export type NewEntry = Pick<
  typeof entries.$inferInsert,
  'ownerId' | 'projectId' | 'date' | 'minutes' | 'note' | 'status'
>

/** What a change sets; the version and the time of it follow by themselves. */
export type EntryChanges = {
  readonly [
    Column in 'projectId' | 'date' | 'minutes' | 'note' | 'status' | 'rejectionReason' | 'decidedBy'
  ]?: (typeof entries.$inferInsert)[Column] | undefined
}

/** The entries of one owner. Each statement says whose they are. */
@Injectable()
export class EntriesRepository {
  constructor(@Inject(database) private readonly db: Database) {}

  /** At most `count` entries of this owner from a place on, the newest day first. */
  async page(
    owner: Identity,
    filter: EntryFilter,
    place: readonly string[],
    count: number,
  ): Promise<EntryRow[]> {
    const { personId, matching } = await choose(this.db, owner, filter)
    return this.db
      .select(entryColumns)
      .from(entries)
      .innerJoin(projects, eq(projects.id, entries.projectId))
      .where(and(eq(entries.ownerId, personId), matching, after(place)))
      .orderBy(desc(entries.date), desc(entries.id))
      .limit(count)
  }

  async find(owner: Identity, id: string, db: Executor = this.db): Promise<EntryRow | undefined> {
    const [row] = await this.#select(db, owner, id)
    return row
  }

  /** As `find`, and nobody else changes the entry before the transaction ends. */
  async lock(transaction: Transaction, owner: Identity, id: string): Promise<EntryRow | undefined> {
    const [row] = await this.#select(transaction, owner, id).for('update', { of: entries })
    return row
  }

  /** Entries that this transaction added, in the order of their ids. */
  findAll(transaction: Transaction, ids: readonly string[]): Promise<EntryRow[]> {
    return transaction
      .select(entryColumns)
      .from(entries)
      .innerJoin(projects, eq(projects.id, entries.projectId))
      .where(inArray(entries.id, [...ids]))
      .orderBy(sql`array_position(${sql.param([...ids])}::uuid[], ${entries.id})`)
  }

  /** Adds entries and answers with their ids, in their order. */
  async add(transaction: Transaction, rows: readonly NewEntry[]): Promise<string[]> {
    const added = await transaction
      .insert(entries)
      .values([...rows])
      .returning({ id: entries.id })
    return added.map(({ id }) => id)
  }

  /** Changes an entry that this transaction has locked. */
  async change(transaction: Transaction, id: string, changes: EntryChanges): Promise<void> {
    await transaction
      .update(entries)
      .set({ ...changes, version: sql`${entries.version} + 1`, updatedAt: sql`now()` })
      .where(eq(entries.id, id))
  }

  /** Deletes an entry that this transaction has locked. */
  async remove(transaction: Transaction, id: string): Promise<void> {
    await transaction.delete(entries).where(eq(entries.id, id))
  }

  #select(db: Executor, owner: Identity, id: string) {
    return db
      .select(entryColumns)
      .from(entries)
      .innerJoin(projects, eq(projects.id, entries.projectId))
      .where(and(eq(entries.id, id), eq(entries.ownerId, idOf(db, owner))))
  }
}
