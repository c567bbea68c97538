import { Inject, Injectable } from '@nestjs/common'
import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import { database, type Database, type Runner } from '../database/database.ts'
import { revocations } from '../database/schema.ts'

export type RevocationRow = typeof revocations.$inferSelect

const mostAtOnce = 20
const longestPauseSeconds = 30

/** Refresh tokens that the provider is to revoke, kept until it has. */
@Injectable()
export class RevocationsRepository {
  constructor(@Inject(database) private readonly db: Database) {}

  async add(runner: Runner, row: typeof revocations.$inferInsert): Promise<void> {
    await runner.insert(revocations).values(row)
  }

  /**
   * Takes what is due: no other process gets the same until its pause is over, which doubles with
   * each attempt. Whoever dies over it leaves it to the next.
   */
  async claim(now: Date, ids?: readonly string[]): Promise<RevocationRow[]> {
    const due = this.db
      .select({ id: revocations.id })
      .from(revocations)
      .where(and(lte(revocations.nextAt, now), ids && inArray(revocations.id, [...ids])))
      .limit(mostAtOnce)
      .for('update', { skipLocked: true })
    return this.db
      .update(revocations)
      .set({
        attempts: sql`${revocations.attempts} + 1`,
        nextAt: sql`${now.toISOString()}::timestamptz
          + least(power(2, ${revocations.attempts}), ${longestPauseSeconds}) * interval '1 second'`,
      })
      .where(inArray(revocations.id, due))
      .returning()
  }

  async remove(id: string): Promise<void> {
    await this.db.delete(revocations).where(eq(revocations.id, id))
  }
}
