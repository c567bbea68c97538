import { Inject, Injectable, Logger } from '@nestjs/common'
import { clock, type Clock } from '../clock.ts'
import { config, type Config } from '../config.ts'
import { open, seal } from '../sealing/seal.ts'
import { SessionCache } from './session-cache.ts'
import { SessionChanges } from './session-changes.ts'
import type { Session, SessionContents } from './session.ts'
import {
  SessionsRepository,
  type Deadline,
  type NewSessionRow,
  type SessionRow,
} from './sessions.repository.ts'

const noticedEvery = 60_000 // one write a minute tells well enough who is idle
// changes are heard of at once; this long an ended session goes on if one is missed (decision 013)
const reliedOnMilliseconds = 1_000

interface Question {
  /** How many changes had been heard of when it was put. */
  readonly count: number
  readonly answer: Promise<Session | undefined>
}

/** Sessions as the rest of the back-end knows them: opened, and only while they live. */
@Injectable()
export class SessionStore {
  readonly #log = new Logger('Session')
  readonly #cache = new SessionCache()
  readonly #asking = new Map<string, Question>()

  constructor(
    @Inject(config) private readonly settings: Config,
    @Inject(clock) private readonly now: Clock,
    private readonly repository: SessionsRepository,
    private readonly changes: SessionChanges,
  ) {
    changes.onChange = (digest) => this.#cache.forget(digest)
  }

  async create(
    row: Omit<NewSessionRow, 'keyId' | 'sealed'>,
    contents: SessionContents,
  ): Promise<void> {
    await this.repository.insert({ ...row, ...this.#seal(row.digest, contents) })
  }

  /** The session of a digest, as the database has told it within the last second. */
  async find(digest: Buffer): Promise<Session | undefined> {
    const deadline = this.deadline()
    const kept = this.#cache.confirmed(digest, deadline.now)
    if (!kept || kept.age >= reliedOnMilliseconds) return this.#ask(digest)
    if (!this.changes.isHearing || !isAlive(kept.session, deadline)) return this.#ask(digest)
    // asked before it is too old, so that hardly anybody has to wait for the answer
    if (kept.age > reliedOnMilliseconds / 2) void this.#ask(digest).catch(() => undefined)
    return kept.session
  }

  /** Asks the database which version is present, once for all who ask at the same time. */
  #ask(digest: Buffer): Promise<Session | undefined> {
    const key = digest.toString('hex')
    const { count, isHearing } = this.changes
    const asking = this.#asking.get(key)
    // a question that was put before the last change may be answered with what was before it
    if (asking?.count === count && isHearing) return asking.answer
    const answer = this.#askAlone(digest, count).finally(() => {
      if (this.#asking.get(key)?.answer === answer) this.#asking.delete(key)
    })
    this.#asking.set(key, { count, answer })
    return answer
  }

  async #askAlone(digest: Buffer, count: number): Promise<Session | undefined> {
    const deadline = this.deadline()
    const found = await this.repository.versionOf(digest, deadline)
    if (!found) return undefined
    const known = this.#cache.get(digest, found.version)
    const session = known ? { ...known, usedAt: found.used_at } : await this.read(digest)
    // what was heard of while the answer was on its way may be newer than the answer
    const isSure = this.changes.count === count
    if (session) this.#cache.set(session, isSure ? deadline.now : undefined)
    return session
  }

  /** The same, from the database as a whole. */
  async read(digest: Buffer): Promise<Session | undefined> {
    const row = await this.repository.find(digest, this.deadline())
    return row && this.#opened(row)
  }

  /** Has every process forget what it knows of sessions that have just been written to. */
  async tell(digests: readonly Buffer[]): Promise<void> {
    for (const digest of digests) this.#cache.forget(digest)
    await this.changes.settle()
  }

  /** Notes that somebody is there. */
  async touch({ digest, usedAt }: Session): Promise<void> {
    const now = this.now()
    if (now.getTime() - usedAt.getTime() < noticedEvery) return
    this.#cache.forget(digest)
    await this.repository.touch(digest, now)
  }

  /** Writes new contents, unless the session has changed or ended since it was read. */
  replace({ digest, version }: Session, contents: SessionContents): Promise<boolean> {
    this.#cache.forget(digest)
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
    return { ...row, contents }
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

const isAlive = ({ expiresAt, usedAt }: Session, { now, idleSince }: Deadline): boolean =>
  expiresAt > now && usedAt > idleSince

const place = (digest: Buffer): string => `session ${digest.toString('hex')}`
