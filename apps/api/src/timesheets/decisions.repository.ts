import { Inject, Injectable } from '@nestjs/common'
import { and, desc, eq, lt } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { database, type Database } from '../database/database.ts'
import { decisions, people } from '../database/schema.ts'

const owner = alias(people, 'owner')
const decider = alias(people, 'decider')

export interface DecisionRow {
  readonly decision: typeof decisions.$inferSelect
  readonly owner: typeof people.$inferSelect
  readonly decider: typeof people.$inferSelect
}

/** The audit trail. */
@Injectable()
export class DecisionsRepository {
  constructor(@Inject(database) private readonly db: Database) {}

  /** At most `count` decisions from a place on, the latest first; of one entry, or of all. */
  page(
    entryId: string | undefined,
    [place]: readonly string[],
    count: number,
  ): Promise<DecisionRow[]> {
    return this.db
      .select({ decision: decisions, owner, decider })
      .from(decisions)
      .innerJoin(owner, eq(owner.id, decisions.ownerId))
      .innerJoin(decider, eq(decider.id, decisions.decidedBy))
      .where(
        and(
          entryId === undefined ? undefined : eq(decisions.entryId, entryId),
          place === undefined ? undefined : lt(decisions.id, Number(place)),
        ),
      )
      .orderBy(desc(decisions.id))
      .limit(count)
  }
}
