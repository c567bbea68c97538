import { Injectable } from '@nestjs/common'
import { and, eq, lt, sql } from 'drizzle-orm'
import { onlyRow } from '../database/lookup.ts'
import { repeatableRequests } from '../database/schema.ts'
import type { Transaction } from '../database/transactions.ts'
import type { Identity } from './identity.ts'

export interface RepeatableRequest extends Identity {
  readonly key: string
  readonly requestHash: Buffer
}

@Injectable()
export class RepeatableRequestsRepository {
  /**
   * Takes the key for this request. Waits for another request that is taking it; what that one
   * was asked and answered is the result. The answer of a new request is null.
   */
  async claim(transaction: Transaction, request: RepeatableRequest) {
    const rows = await transaction
      .insert(repeatableRequests)
      .values(request)
      .onConflictDoUpdate({
        target: [repeatableRequests.issuer, repeatableRequests.subject, repeatableRequests.key],
        // changes nothing, but without a change PostgreSQL would not return the row
        set: { key: sql`excluded.key` },
      })
      .returning({
        requestHash: repeatableRequests.requestHash,
        answer: repeatableRequests.answer,
      })
    return onlyRow(rows)
  }

  async remember(
    transaction: Transaction,
    { issuer, subject, key }: RepeatableRequest,
    answer: object,
  ): Promise<void> {
    await transaction
      .update(repeatableRequests)
      .set({ answer })
      .where(
        and(
          eq(repeatableRequests.issuer, issuer),
          eq(repeatableRequests.subject, subject),
          eq(repeatableRequests.key, key),
        ),
      )
  }

  async forget(
    transaction: Transaction,
    { issuer, subject }: Identity,
    hours: number,
  ): Promise<void> {
    await transaction
      .delete(repeatableRequests)
      .where(
        and(
          eq(repeatableRequests.issuer, issuer),
          eq(repeatableRequests.subject, subject),
          lt(repeatableRequests.createdAt, sql`now() - make_interval(hours => ${hours})`),
        ),
      )
  }
}
