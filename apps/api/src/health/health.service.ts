import { setTimeout as sleep } from 'node:timers/promises'
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common'
import { KeySet } from '../access-token/keys/key-set.ts'
import { DatabaseProbe } from '../database/database-probe.ts'

export interface Health {
  /** `degraded`: it serves, but not every request; sending them elsewhere would not help. */
  readonly status: 'ok' | 'degraded' | 'unavailable'
  readonly database: 'up' | 'down'
  readonly keys: 'up' | 'stale' | 'missing'
}

const noticeMilliseconds = 1000

@Injectable()
export class HealthService implements BeforeApplicationShutdown {
  #stopping = false

  constructor(
    private readonly probe: DatabaseProbe,
    private readonly keySet: KeySet,
  ) {}

  async read(): Promise<Health> {
    const database = (await this.probe.isUp()) ? 'up' : 'down'
    const { available, failing } = this.keySet.status
    const keys = !available ? 'missing' : failing ? 'stale' : 'up'
    const down = this.#stopping || database === 'down'
    return { status: down ? 'unavailable' : keys === 'up' ? 'ok' : 'degraded', database, keys }
  }

  /** Whoever sends requests here learns that they should not, before nobody listens any more. */
  async beforeApplicationShutdown(signal?: string): Promise<void> {
    this.#stopping = true
    if (signal !== undefined) await sleep(noticeMilliseconds)
  }
}
