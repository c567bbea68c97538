import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { ProblemException } from '@frontchannel/contract/nest'
import { Transactions, type Transaction } from '../database/transactions.ts'
import type { Identity } from './identity.ts'
import { RepeatableRequestsRepository } from './repeatable-requests.repository.ts'

const hoursKept = 24 // R51: who did not hear the answer by then, asks what became of it

/** Requests that may be sent again: whoever did not hear the answer to one cannot know its effect. */
@Injectable()
export class RepeatableRequestsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RepeatableRequestsRepository,
  ) {}

  /**
   * Does `work` in a transaction; with a key, at most once: the same request is then answered as
   * it was the first time. Work that fails leaves its key free.
   *
   * @param request what was asked for: operation and parsed body
   */
  async once<Answer extends object>(
    { issuer, subject }: Identity,
    key: string | undefined,
    request: readonly [operation: string, body: unknown],
    work: (transaction: Transaction) => Promise<Answer>,
  ): Promise<Answer> {
    return this.transactions.run(async (transaction) => {
      if (key === undefined) return work(transaction)
      const requestHash = createHash('sha256').update(JSON.stringify(request)).digest()
      const claim = { issuer, subject, key, requestHash }
      await this.requests.forget(transaction, claim, hoursKept)
      const known = await this.requests.claim(transaction, claim)
      if (!known.requestHash.equals(requestHash)) {
        throw new ProblemException('idempotency_key_reused')
      }
      if (known.answer !== null) return known.answer as Answer
      const answer = await work(transaction)
      await this.requests.remember(transaction, claim, answer)
      return answer
    })
  }
}
