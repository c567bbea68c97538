import { Inject, Injectable } from '@nestjs/common'
import { DrizzleQueryError } from 'drizzle-orm/errors'
import { database, type Database } from './database.ts'
import { DatabaseUnavailable, isOutage } from './outage.ts'

export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** What is done in one is done together or not at all. */
@Injectable()
export class Transactions {
  constructor(@Inject(database) private readonly db: Database) {}

  /**
   * Commits what `work` did once it resolves. A commit whose answer got lost may have happened:
   * the caller hears that the database is away, and sends the same `Idempotency-Key` again.
   */
  async run<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    try {
      return await this.db.transaction(work)
    } catch (error) {
      // drizzle wraps what its queries throw, but not what the pool throws
      if (error instanceof DrizzleQueryError || !isOutage(error)) throw error
      throw new DatabaseUnavailable({ cause: error })
    }
  }
}
