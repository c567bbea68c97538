import { Inject, Injectable, Logger } from '@nestjs/common'
import { clock, type Clock } from '../clock.ts'
import { config, type Config } from '../config.ts'
import { open, seal } from '../sealing/seal.ts'
import { SessionCache } from './session-cache.ts'
import type { Session, SessionContents } from './session.ts'
import {
  SessionsRepository,
  type Deadline,
  type NewSessionRow,
  type SessionRow,
} from './sessions.repository.ts'

const noticedEvery = 60_000 // one write a minute tells well enough who is idle

/** Sessions as the rest of the back-end knows them: opened, and only while they live. */
@Injectable()
export class SessionStore {
  readonly #log = new Logger('Session')
  readonly #cache = new SessionCache()

  constructor(
    @Inject(config) private readonly settings: Config,
    @Inject(clock) private readonly now: Clock,
    private readonly repository: SessionsRepository,
  ) {}

  async create(
    row: Omit<NewSessionRow, 'keyId' | 'sealed'>,
    contents: SessionContents,
  ): Promise<void> {
    await this.repository.insert({ ...row, ...this.#seal(row.digest, contents) })
  }

  /** The session of a digest. The database is asked each time: a logout elsewhere counts at once. */
  async find(digest: Buffer): Promise<Session | undefined> {
    const found = await this.repository.versionOf(digest, this.deadline())
    if (!found) return undefined
    const known = this.#cache.get(digest, found.version)
    if (known) return { ...known, usedAt: found.used_at }
    return this.read(digest)
  }

  /** The same, from the database as a whole. */
  async read(digest: Buffer): Promise<Session | undefined> {
    const row = await this.repository.find(digest, this.deadline())
    return row && this.#opened(row)
  }

  /** Notes that somebody is there. */
  async touch({ digest, usedAt }: Session): Promise<void> {
    const now = this.now()
    if (now.getTime() - usedAt.getTime() < noticedEvery) return
    await this.repository.touch(digest, now)
  }

  /** Writes new contents, unless the session has changed or ended since it was read. */
  replace({ digest, version }: Session, contents: SessionContents): Promise<boolean> {
    return this.repository.replaceContents(digest, version, this.#seal(digest, contents))
  }

  deadline(): Deadline {
    const now = this.now()
    return { now, idleSince: new Date(now.getTime() - this.settings.limits.idleSeconds * 1000) }
  }

  #opened(row: SessionRow): Session | undefined {
    const contents = this.contentsOf(row)
    if (!contents) {
      // its key was taken out of SESSION_KEYS, or somebody wrote to the database
      this.#log.warn({ msg: 'session does not open', key: row.keyId, session: row.handle })
      return undefined
    }
    const session: Session = { ...row, contents }
    this.#cache.set(session)
    return session
  }

  #seal(digest: Buffer, contents: SessionContents) {
    return seal(this.settings.sessionKeys, JSON.stringify(contents), place(digest))
  }

  /** Undefined if it has ended, or its key is gone. */
  contentsOf({ digest, keyId, sealed }: SessionRow): SessionContents | undefined {
    const text = sealed && open(this.settings.sessionKeys, { keyId, sealed }, place(digest))
    return text ? (JSON.parse(text) as SessionContents) : undefined
  }
}

const place = (digest: Buffer): string => `session ${digest.toString('hex')}`
