import { Inject, Injectable, Logger } from '@nestjs/common'
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common'
import { clock, type Clock } from './clock.ts'
import { Revoker } from './logout/revoker.ts'
import { SessionEnder } from './logout/session-ender.ts'
import { Provider } from './provider/provider.ts'
import { SessionStore } from './session/session-store.ts'
import { expired, SessionsRepository } from './session/sessions.repository.ts'

/** What nobody asks for: revocations that were left, sessions that nobody uses any more. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Housekeeping')
  #timers: NodeJS.Timeout[] = []

  constructor(
    @Inject(clock) private readonly now: Clock,
    private readonly revoker: Revoker,
    private readonly ender: SessionEnder,
    private readonly store: SessionStore,
    private readonly repository: SessionsRepository,
    private readonly provider: Provider,
  ) {}

  onApplicationBootstrap(): void {
    this.#every(2_000, () => this.revoker.run())
    this.#every(60_000, () => this.sweep())
    // so that the first login need not wait; a provider that is down now may be up then
    void this.provider.metadata().catch(() => undefined)
  }

  /** Ends what has expired, refresh token included, and forgets what ended long ago. */
  async sweep(): Promise<void> {
    await this.ender.end(expired(this.store.deadline()), 'expired')
    await this.repository.purge(this.now())
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.#timers) clearInterval(timer)
    this.#timers = []
  }

  #every(milliseconds: number, work: () => Promise<unknown>): void {
    let running = false
    const run = async (): Promise<void> => {
      if (running) return
      running = true
      await work().catch((err: unknown) => this.#log.warn({ msg: 'left for later', err }))
      running = false
    }
    this.#timers.push(setInterval(() => void run(), milliseconds).unref())
  }
}
