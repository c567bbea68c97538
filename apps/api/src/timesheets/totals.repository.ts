import { Inject, Injectable } from '@nestjs/common'
import type { TimesheetStatus } from '@frontchannel/contract'
import { and, eq, sql } from 'drizzle-orm'
import { database, type Database } from '../database/database.ts'
import { entries, projects } from '../database/schema.ts'
import { choose, type EntryFilter } from './choice.ts'
import type { Identity } from './identity.ts'

/** One sum: of all entries, or of those of the one part that is not null. */
export interface SumRow {
  readonly week: string | null
  readonly project: string | null
  readonly status: TimesheetStatus | null
  readonly minutes: number
  readonly entries: number
}

@Injectable()
export class TotalsRepository {
  constructor(@Inject(database) private readonly db: Database) {}

  /** Every sum from one look at the entries: they are of one moment, so they agree. */
  async sums(owner: Identity, filter: EntryFilter): Promise<SumRow[]> {
    const { personId, matching } = await choose(this.db, owner, filter)
    const week = sql<string | null>`to_char(${entries.date}, 'IYYY-"W"IW')`
    return this.db
      .select({
        week,
        project: sql<string | null>`${projects.name}`,
        status: sql<TimesheetStatus | null>`${entries.status}`,
        minutes: sql`coalesce(sum(${entries.minutes}), 0)`.mapWith(Number),
        entries: sql`count(*)`.mapWith(Number),
      })
      .from(entries)
      .innerJoin(projects, eq(projects.id, entries.projectId))
      .where(and(eq(entries.ownerId, personId), matching))
      .groupBy(
        sql`grouping sets ((), (to_char(${entries.date}, 'IYYY-"W"IW')), (${projects.name}), (${entries.status}))`,
      )
      .orderBy(sql`1 desc nulls first`, sql`2`, sql`3`)
  }
}
