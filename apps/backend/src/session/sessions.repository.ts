import { Inject, Injectable } from '@nestjs/common'
import { and, desc, eq, gt, isNull, lt, lte, or, type SQL } from 'drizzle-orm'
import pg from 'pg'
import { database, type Database, type Runner } from '../database/database.ts'
import { sessions, used } from '../database/schema.ts'
import type { Sealed } from '../sealing/seal.ts'
import type { SessionEnd } from './session.ts'

export type SessionRow = typeof sessions.$inferSelect
export type NewSessionRow = typeof sessions.$inferInsert

/** What decides whether a session lives. */
export interface Deadline {
  readonly now: Date
  /** Who was last seen before is gone. */
  readonly idleSince: Date
}

const live = ({ now, idleSince }: Deadline): SQL | undefined =>
  and(isNull(sessions.endedAt), gt(sessions.expiresAt, now), gt(sessions.usedAt, idleSince))

@Injectable()
export class SessionsRepository {
  constructor(
    @Inject(database) private readonly db: Database,
    @Inject(pg.Pool) private readonly pool: pg.Pool,
  ) {}

  async insert(row: NewSessionRow): Promise<void> {
    await this.db.insert(sessions).values(row)
  }

  /**
   * The version of a session, if it lives. Asked for each request, so it bypasses the query
   * builder, which costs as much as the question.
   */
  async versionOf(
    digest: Buffer,
    { now, idleSince }: Deadline,
  ): Promise<{ version: number; used_at: Date } | undefined> {
    const { rows } = await this.pool.query<{ version: number; used_at: Date }>({
      name: 'version-of-session',
      text: `select version, used_at from backend.sessions
        where digest = $1 and ended_at is null and expires_at > $2 and used_at > $3`,
      values: [digest, now, idleSince],
    })
    return rows[0]
  }

  async find(digest: Buffer, deadline: Deadline): Promise<SessionRow | undefined> {
    const found = await this.db
      .select()
      .from(sessions)
      .where(and(eq(sessions.digest, digest), live(deadline)))
    return found[0]
  }

  /** The provider's name for its session, whether this one lives or not. */
  async providerSessionOf(digest: Buffer): Promise<string | null> {
    const [found] = await this.db
      .select({ name: sessions.providerSession })
      .from(sessions)
      .where(eq(sessions.digest, digest))
    return found?.name ?? null
  }

  listOf(issuer: string, subject: string, deadline: Deadline): Promise<SessionRow[]> {
    return this.db
      .select()
      .from(sessions)
      .where(and(eq(sessions.issuer, issuer), eq(sessions.subject, subject), live(deadline)))
      .orderBy(desc(sessions.usedAt))
  }

  /** Whether the write took place: the session still lives, in the version that was read. */
  async replaceContents(digest: Buffer, version: number, sealed: Sealed): Promise<boolean> {
    const { rowCount } = await this.db
      .update(sessions)
      .set({ ...sealed, version: version + 1, refreshSentAt: null })
      .where(
        and(eq(sessions.digest, digest), eq(sessions.version, version), isNull(sessions.endedAt)),
      )
    return rowCount === 1
  }

  /** Noted before a refresh token travels: whether its answer was lost, nobody could tell later. */
  async markRefreshSent(digest: Buffer, at: Date | null): Promise<void> {
    await this.db
      .update(sessions)
      .set({ refreshSentAt: at })
      .where(and(eq(sessions.digest, digest), isNull(sessions.endedAt)))
  }

  async touch(digest: Buffer, now: Date): Promise<void> {
    await this.db
      .update(sessions)
      .set({ usedAt: now })
      .where(and(eq(sessions.digest, digest), isNull(sessions.endedAt), lt(sessions.usedAt, now)))
  }

  /** Ends what the condition finds, and returns the rows as they were. */
  async end(
    runner: Runner,
    condition: SQL | undefined,
    why: SessionEnd,
    now: Date,
  ): Promise<SessionRow[]> {
    const ending = await runner
      .select()
      .from(sessions)
      .where(and(condition, isNull(sessions.endedAt)))
      .limit(mostAtOnce)
      .for('update')
    for (const { digest, version } of ending) {
      await runner
        .update(sessions)
        .set({ endedAt: now, endedBy: why, sealed: null, version: version + 1 })
        .where(eq(sessions.digest, digest))
    }
    return ending
  }

  /** Whether this is the first use, among all processes. */
  async useOnce(digest: Buffer, until: Date): Promise<boolean> {
    const { rowCount } = await this.db.insert(used).values({ digest, until }).onConflictDoNothing()
    return rowCount === 1
  }

  async forget(digest: Buffer): Promise<void> {
    await this.db.delete(used).where(eq(used.digest, digest))
  }

  /** Removes tombstones that nothing late can reach any more, and what was used long ago. */
  async purge(now: Date): Promise<void> {
    await this.db.delete(sessions).where(lte(sessions.expiresAt, new Date(now.getTime() - hour)))
    await this.db.delete(used).where(lte(used.until, now))
  }
}

const mostAtOnce = 500
const hour = 3_600_000

export const byDigest = (digest: Buffer): SQL => eq(sessions.digest, digest)

export const byHandle = (handle: string, issuer: string, subject: string): SQL | undefined =>
  and(eq(sessions.handle, handle), eq(sessions.issuer, issuer), eq(sessions.subject, subject))

/** Those that a provider means: one of its sessions, or all of a subject. */
export const byProvider = (
  issuer: string,
  { sid, sub }: { readonly sid?: string | undefined; readonly sub?: string | undefined },
): SQL | undefined =>
  and(
    eq(sessions.issuer, issuer),
    sub === undefined ? undefined : eq(sessions.subject, sub),
    sid === undefined ? undefined : eq(sessions.providerSession, sid),
  )

export const expired = ({ now, idleSince }: Deadline): SQL | undefined =>
  or(lte(sessions.expiresAt, now), lte(sessions.usedAt, idleSince))
