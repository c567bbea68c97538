import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common'
import pg from 'pg'
import { Provider } from '../provider/provider.ts'

export interface Health {
  /** `degraded`: it serves, but not every request; sending them elsewhere would not help. */
  readonly status: 'ok' | 'degraded' | 'unavailable'
  readonly database: 'up' | 'down'
  /** Whether the provider has ever answered. */
  readonly provider: 'known' | 'unknown'
}

@Injectable()
export class HealthService implements BeforeApplicationShutdown {
  #stopping = false

  constructor(
    @Inject(pg.Pool) private readonly pool: pg.Pool,
    private readonly provider: Provider,
  ) {}

  async read(): Promise<Health> {
    const isUp = await this.pool.query('select 1').then(
      () => true,
      () => false,
    )
    if (!this.provider.isKnown) void this.provider.metadata().catch(() => undefined)
    const { isKnown } = this.provider
    return {
      status: this.#stopping || !isUp ? 'unavailable' : isKnown ? 'ok' : 'degraded',
      database: isUp ? 'up' : 'down',
      provider: isKnown ? 'known' : 'unknown',
    }
  }

  beforeApplicationShutdown(): void {
    this.#stopping = true
  }
}
