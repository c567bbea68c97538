import { randomUUID } from 'node:crypto'
import { Inject, Injectable, Logger } from '@nestjs/common'
import { TokenError } from '@frontchannel/relying-party'
import { clock, type Clock } from '../clock.ts'
import { config, type Config } from '../config.ts'
import type { Runner } from '../database/database.ts'
import { Provider } from '../provider/provider.ts'
import { open, seal } from '../sealing/seal.ts'
import { RevocationsRepository, type RevocationRow } from './revocations.repository.ts'

const givenUpAfter = 7 * 24 * 3_600_000

/** Has the provider revoke refresh tokens, however long it takes until it answers. */
@Injectable()
export class Revoker {
  readonly #log = new Logger('Revocation')

  constructor(
    @Inject(config) private readonly settings: Config,
    @Inject(clock) private readonly now: Clock,
    private readonly repository: RevocationsRepository,
    private readonly provider: Provider,
  ) {}

  /** Leaves a token to be revoked, and returns the name of the task. */
  async add(runner: Runner, refreshToken: string): Promise<string> {
    const id = randomUUID()
    const now = this.now()
    const sealed = seal(this.settings.sessionKeys, refreshToken, place(id))
    await this.repository.add(runner, { id, ...sealed, createdAt: now, nextAt: now })
    return id
  }

  /** Tries those tasks, or all that are due. Resolves with whether nothing is left of them. */
  async run(ids?: readonly string[]): Promise<boolean> {
    const claimed = await this.repository.claim(this.now(), ids)
    const outcomes = await Promise.all(claimed.map((row) => this.#revoke(row)))
    return outcomes.every(Boolean) && claimed.length >= (ids?.length ?? 0)
  }

  async #revoke(row: RevocationRow): Promise<boolean> {
    const token = open(this.settings.sessionKeys, row, place(row.id))
    try {
      if (token !== undefined) await this.provider.revoke(token)
    } catch (error) {
      const isHopeless = this.now().getTime() - row.createdAt.getTime() > givenUpAfter
      // a token that the provider does not take will not be taken later either
      const isRefused = error instanceof TokenError && error.status < 500 && error.status !== 401
      const { attempts } = row
      this.#log.warn({ msg: 'not revoked', attempts, isHopeless, isRefused, err: error })
      if (!isHopeless && !isRefused) return false
    }
    await this.repository.remove(row.id)
    return true
  }
}

const place = (id: string): string => `revocation ${id}`
