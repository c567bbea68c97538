import { sql } from 'drizzle-orm'
import {
  bigint,
  customType,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { TraceEvent } from '@frontchannel/conformance'

/** Of our own: the API keeps its tables in the same database. */
export const backend = pgSchema('backend')

const moment = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' })
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/**
 * One login in one browser. Whoever reads this table can neither continue a session (the cookie's
 * value is not in it, only its digest) nor use its tokens (they are sealed).
 */
export const sessions = backend.table(
  'sessions',
  {
    /** SHA-256 of the value of the cookie. */
    digest: bytes().primaryKey(),
    /** How its user names it; worth nothing to anybody else. */
    handle: uuid().notNull().unique().defaultRandom(),
    issuer: text().notNull(),
    subject: text().notNull(),
    /** The provider's name for its own session, if it told. */
    providerSession: text(),
    keyId: text().notNull(),
    /** Tokens and claims; gone once the session has ended. */
    sealed: bytes(),
    /** Counts up with each change of `sealed`: who read an older one writes nothing. */
    version: integer().notNull().default(1),
    device: text().notNull(),
    createdAt: moment().notNull(),
    usedAt: moment().notNull(),
    expiresAt: moment().notNull(),
    /** A refresh token was sent and its answer has not been kept yet. */
    refreshSentAt: moment(),
    /** The row stays as a tombstone, so that nothing late brings the session back. */
    endedAt: moment(),
    endedBy: text(),
  },
  (table) => [
    index('sessions_of_subject')
      .on(table.issuer, table.subject)
      .where(sql`${table.endedAt} is null`),
    index('sessions_of_provider_session')
      .on(table.issuer, table.providerSession)
      .where(sql`${table.endedAt} is null`),
    index('sessions_expiring').on(table.expiresAt),
  ],
)

/** What may be used once: the digest of a code, a state, the id of a logout token. */
export const used = backend.table(
  'used',
  { digest: bytes().primaryKey(), until: moment().notNull() },
  (table) => [index('used_until').on(table.until)],
)

/** Refresh tokens of ended sessions that the provider has not revoked yet. */
export const revocations = backend.table(
  'revocations',
  {
    id: uuid().primaryKey(),
    keyId: text().notNull(),
    sealed: bytes().notNull(),
    attempts: integer().notNull().default(0),
    nextAt: moment().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [index('revocations_next').on(table.nextAt)],
)

/** What the inspector shows of the back channel; written in the demo only. */
export const traceEvents = backend.table(
  'trace_events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    session: bytes()
      .notNull()
      .references(() => sessions.digest, { onDelete: 'cascade' }),
    event: jsonb().$type<TraceEvent>().notNull(),
  },
  (table) => [index('trace_events_of_session').on(table.session, table.id)],
)
