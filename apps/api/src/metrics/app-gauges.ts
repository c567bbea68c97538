import { Inject, Injectable } from '@nestjs/common'
import pg from 'pg'
import { KeySet } from '../access-token/keys/key-set.ts'
import { VerifiedTokens } from '../access-token/verified-tokens.ts'
import { Metrics } from './metrics.ts'

/** What the parts of the application say about themselves when they are asked. */
@Injectable()
export class AppGauges {
  constructor(
    metrics: Metrics,
    keys: KeySet,
    verified: VerifiedTokens,
    @Inject(pg.Pool) pool: pg.Pool,
  ) {
    metrics.gauge(
      'signing_keys_age_seconds',
      "Age of the issuer's last good answer; -1 before the first",
      () => (keys.status.age ?? -1000) / 1000,
    )
    metrics.gauge('signing_keys', 'Keys that tokens may be signed with', () => keys.status.keys)
    metrics.gauge('verified_tokens', 'Tokens that are remembered as good', () => verified.size)
    metrics.gauge('database_connections', 'Connections to PostgreSQL', () => pool.totalCount)
    metrics.gauge('database_connections_idle', 'Connections that nobody uses', () => pool.idleCount)
    metrics.gauge(
      'database_requests_waiting',
      'Requests that wait for a connection',
      () => pool.waitingCount,
    )
  }
}
