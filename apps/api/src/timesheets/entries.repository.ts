import { Inject, Injectable } from '@nestjs/common'
import type { NewTimesheetEntry, TimesheetStatus } from '@frontchannel/contract'
import { and, desc, eq, ne, notInArray, or, sql } from 'drizzle-orm'
import { database, type Database } from '../database/database.ts'
import { entries, people } from '../database/schema.ts'

/** An identity: neither half means anything without the other. */
export interface Identity {
  readonly issuer: string
  readonly subject: string
}

const entryColumns = {
  id: entries.id,
  date: entries.date,
  project: entries.project,
  minutes: entries.minutes,
  note: entries.note,
  status: entries.status,
  version: entries.version,
  createdAt: entries.createdAt,
  updatedAt: entries.updatedAt,
}

export type EntryRow = {
  readonly [Column in keyof typeof entryColumns]: (typeof entries.$inferSelect)[Column]
}

export type OwnedEntryRow = EntryRow & { readonly ownerName: string | null }

/** Every statement that touches entries. Each of them says whose they are. */
@Injectable()
export class EntriesRepository {
  constructor(@Inject(database) private readonly db: Database) {}

  listOf(owner: Identity): Promise<EntryRow[]> {
    return this.db
      .select(entryColumns)
      .from(entries)
      .where(eq(entries.ownerId, this.#idOf(owner)))
      .orderBy(desc(entries.date), desc(entries.id))
  }

  async add(
    owner: Identity & { readonly name: string | undefined },
    entry: NewTimesheetEntry & { readonly status: TimesheetStatus },
  ): Promise<EntryRow> {
    return this.db.transaction(async (transaction) => {
      const { issuer, subject, name } = owner
      const [person] = await transaction
        .insert(people)
        .values({ issuer, subject, name })
        .onConflictDoUpdate({
          target: [people.issuer, people.subject],
          // a token that names nobody takes no name away
          set: { name: sql`coalesce(excluded.name, ${people.name})` },
        })
        .returning({ id: people.id })
      const [row] = await transaction
        .insert(entries)
        .values({ ...entry, ownerId: person?.id ?? 0 })
        .returning(entryColumns)
      return row as EntryRow
    })
  }

  /** The status of an entry of this owner, if they have it. */
  async statusOf(owner: Identity, id: string): Promise<TimesheetStatus | undefined> {
    const [row] = await this.db
      .select({ status: entries.status })
      .from(entries)
      .where(and(eq(entries.id, id), eq(entries.ownerId, this.#idOf(owner))))
    return row?.status
  }

  /** Deletes an entry of this owner unless its status is one of `kept`. */
  async remove(owner: Identity, id: string, kept: readonly TimesheetStatus[]): Promise<boolean> {
    const removed = await this.db
      .delete(entries)
      .where(
        and(
          eq(entries.id, id),
          eq(entries.ownerId, this.#idOf(owner)),
          notInArray(entries.status, [...kept]),
        ),
      )
      .returning({ id: entries.id })
    return removed.length > 0
  }

  /** What others submitted. */
  listSubmittedToOthers(than: Identity): Promise<OwnedEntryRow[]> {
    return this.db
      .select({ ...entryColumns, ownerName: people.name })
      .from(entries)
      .innerJoin(people, eq(people.id, entries.ownerId))
      .where(and(eq(entries.status, 'submitted'), isNot(than)))
      .orderBy(desc(entries.date), desc(entries.id))
  }

  /** What a decider may look at: an entry of somebody else. */
  async findOfOthers(than: Identity, id: string): Promise<OwnedEntryRow | undefined> {
    const [row] = await this.db
      .select({ ...entryColumns, ownerName: people.name })
      .from(entries)
      .innerJoin(people, eq(people.id, entries.ownerId))
      .where(and(eq(entries.id, id), isNot(than)))
    return row
  }

  /** Approves an entry of somebody else that waits for it; undefined if there is none. */
  async approve(by: Identity, id: string): Promise<OwnedEntryRow | undefined> {
    const [row] = await this.db
      .update(entries)
      .set({
        status: 'approved',
        version: sql`${entries.version} + 1`,
        updatedAt: sql`now()`,
      })
      .from(people)
      .where(
        and(
          eq(entries.id, id),
          eq(entries.status, 'submitted'),
          eq(people.id, entries.ownerId),
          isNot(by),
        ),
      )
      .returning({ ...entryColumns, ownerName: people.name })
    return row
  }

  #idOf({ issuer, subject }: Identity) {
    return this.db
      .select({ id: people.id })
      .from(people)
      .where(and(eq(people.issuer, issuer), eq(people.subject, subject)))
  }
}

const isNot = ({ issuer, subject }: Identity) =>
  or(ne(people.issuer, issuer), ne(people.subject, subject))
