import { setTimeout as sleep } from 'node:timers/promises'
import { Inject, Injectable, Logger } from '@nestjs/common'
import type { SQL } from 'drizzle-orm'
import type { LoggedOut } from '@frontchannel/contract/session'
import { clock, type Clock } from '../clock.ts'
import { database, type Database } from '../database/database.ts'
import { SessionStore } from '../session/session-store.ts'
import { SessionsRepository } from '../session/sessions.repository.ts'
import type { SessionEnd } from '../session/session.ts'
import { Revoker } from './revoker.ts'

const patienceMilliseconds = 1_500 // a logout is over when the session is; the provider may follow

// the provider has just said that it does not know the refresh token
const withoutToken: readonly SessionEnd[] = ['refresh-refused']

export interface Ended {
  readonly count: number
  readonly revocation: LoggedOut['revocation']
}

/** Ends sessions, for whatever reason, together with what they leave at the provider. */
@Injectable()
export class SessionEnder {
  readonly #log = new Logger('Session')

  constructor(
    @Inject(database) private readonly db: Database,
    @Inject(clock) private readonly now: Clock,
    private readonly store: SessionStore,
    private readonly repository: SessionsRepository,
    private readonly revoker: Revoker,
  ) {}

  /** Ends sessions and notes their refresh tokens for revocation: both, or neither. */
  async end(which: SQL | undefined, why: SessionEnd): Promise<Ended> {
    const { ended, tasks } = await this.db.transaction(async (runner) => {
      const rows = await this.repository.end(runner, which, why, this.now())
      const added: string[] = []
      for (const row of rows) {
        this.#log.log({ msg: 'session ended', why, session: row.handle })
        const refreshToken = this.store.contentsOf(row)?.refreshToken
        if (refreshToken === undefined || withoutToken.includes(why)) continue
        added.push(await this.revoker.add(runner, refreshToken))
      }
      return { ended: rows, tasks: added }
    })
    const count = ended.length
    if (count > 0) await this.store.tell(ended.map(({ digest }) => digest))
    if (tasks.length === 0) return { count, revocation: 'none' }
    return { count, revocation: (await this.#tryAtOnce(tasks)) ? 'done' : 'pending' }
  }

  /** For a refresh token that came when its session had ended. */
  async revokeLate(refreshToken: string | undefined): Promise<void> {
    if (refreshToken === undefined) return
    const task = await this.revoker.add(this.db, refreshToken)
    void this.#tryAtOnce([task])
  }

  async #tryAtOnce(tasks: readonly string[]): Promise<boolean> {
    const attempt = this.revoker.run(tasks).catch((err: unknown) => {
      this.#log.warn({ msg: 'revocation is left for later', err })
      return false
    })
    const patience = sleep(patienceMilliseconds, false, { ref: false })
    return Promise.race([attempt, patience])
  }
}
