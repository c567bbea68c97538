import { Inject, Injectable } from '@nestjs/common'
import type pg from 'pg'
import { lockPool } from '../database/database.ts'

/** One holder at a time among all processes; whoever dies holding it gives it back. */
@Injectable()
export class SessionLock {
  constructor(@Inject(lockPool) private readonly pool: pg.Pool) {}

  async hold<Result>(digest: Buffer, work: () => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect()
    // an advisory lock, not one of the row: a logout must not wait for the provider
    const key = [digest.readBigInt64BE(0).toString()]
    try {
      await client.query('select pg_advisory_lock($1)', key)
    } catch (error) {
      client.release(true)
      throw error
    }
    try {
      return await work()
    } finally {
      await client.query('select pg_advisory_unlock($1)', key).then(
        () => client.release(),
        () => client.release(true), // the lock ends with its connection
      )
    }
  }
}
