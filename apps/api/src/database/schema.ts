import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'

const id = () => bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity()
const reference = () => bigint({ mode: 'number' })
const moment = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' })
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** Whether somebody may log work on any project, or on those that they are a member of. */
export const personKind = pgEnum('person_kind', ['employee', 'contractor'])

/** Everybody who ever wrote something, by the identity that their issuer vouches for. */
export const people = pgTable(
  'people',
  {
    id: id(),
    issuer: text().notNull(),
    subject: text().notNull(),
    /** Shown to managers; never compared. */
    name: text(),
    kind: personKind().notNull().default('employee'),
  },
  (table) => [
    unique('people_identity').on(table.issuer, table.subject),
    check('people_subject_length', sql`char_length(${table.subject}) between 1 and 255`),
  ],
)

/** People whose tokens up to a moment are refused, however long these would have lived. */
export const signOuts = pgTable(
  'sign_outs',
  { issuer: text().notNull(), subject: text().notNull(), before: moment().notNull().defaultNow() },
  (table) => [primaryKey({ name: 'sign_outs_once', columns: [table.issuer, table.subject] })],
)

export const projects = pgTable('projects', { id: id(), name: text().notNull() }, (table) => [
  unique('projects_name').on(table.name),
  check('projects_name_length', sql`char_length(${table.name}) between 1 and 100`),
])

/** The projects of contractors. */
export const projectMembers = pgTable(
  'project_members',
  { personId: reference().notNull(), projectId: reference().notNull() },
  (table) => [
    primaryKey({ name: 'project_members_once', columns: [table.personId, table.projectId] }),
    foreignKey({
      name: 'project_members_person',
      columns: [table.personId],
      foreignColumns: [people.id],
    }),
    foreignKey({
      name: 'project_members_project',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }),
  ],
)

export const entryStatus = pgEnum('entry_status', ['draft', 'submitted', 'approved', 'rejected'])

/** One person's work on one project on one day, in whole minutes. */
export const entries = pgTable(
  'entries',
  {
    id: uuid().primaryKey().defaultRandom(),
    ownerId: reference().notNull(),
    date: date({ mode: 'string' }).notNull(),
    projectId: reference().notNull(),
    minutes: integer().notNull(),
    note: text().notNull().default(''),
    status: entryStatus().notNull(),
    rejectionReason: text(),
    decidedBy: reference(),
    version: integer().notNull().default(1),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    foreignKey({ name: 'entries_owner', columns: [table.ownerId], foreignColumns: [people.id] }),
    foreignKey({
      name: 'entries_project',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }),
    foreignKey({
      name: 'entries_decider',
      columns: [table.decidedBy],
      foreignColumns: [people.id],
    }),
    // pages are read backwards in these orders, from any place in them: one for each way to filter
    index('entries_of_owner').on(table.ownerId, table.date, table.id),
    index('entries_of_owner_by_project').on(table.ownerId, table.projectId, table.date, table.id),
    index('entries_of_owner_by_project_and_status').on(
      table.ownerId,
      table.projectId,
      table.status,
      table.date,
      table.id,
    ),
    index('entries_of_owner_by_status').on(table.ownerId, table.status, table.date, table.id),
    index('entries_by_status').on(table.status, table.date, table.id),
    index('entries_by_project').on(table.projectId, table.status, table.date, table.id),
    check('entries_minutes', sql`${table.minutes} between 1 and 1440`),
    check('entries_date', sql`${table.date} between '2000-01-01' and '2099-12-31'`),
    check('entries_note_length', sql`char_length(${table.note}) <= 500`),
    check('entries_version', sql`${table.version} >= 1`),
    check(
      'entries_rejection_reason',
      sql`(${table.status} = 'rejected') = (${table.rejectionReason} is not null)`,
    ),
    check(
      'entries_rejection_reason_length',
      sql`char_length(${table.rejectionReason}) between 1 and 500`,
    ),
    check(
      'entries_decided',
      sql`(${table.status} in ('approved', 'rejected')) = (${table.decidedBy} is not null)`,
    ),
    check('entries_decided_by_others', sql`${table.decidedBy} <> ${table.ownerId}`),
  ],
)

/**
 * Who decided on what, as it was then. Rows are added only: a trigger refuses the rest. No foreign
 * key leads to the entry, for the trail outlives it.
 */
export const decisions = pgTable(
  'decisions',
  {
    id: id(),
    entryId: uuid().notNull(),
    entryVersion: integer().notNull(),
    ownerId: reference().notNull(),
    date: date({ mode: 'string' }).notNull(),
    project: text().notNull(),
    minutes: integer().notNull(),
    decision: entryStatus().notNull(),
    reason: text(),
    decidedBy: reference().notNull(),
    decidedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    unique('decisions_of_version').on(table.entryId, table.entryVersion),
    foreignKey({ name: 'decisions_owner', columns: [table.ownerId], foreignColumns: [people.id] }),
    foreignKey({
      name: 'decisions_decider',
      columns: [table.decidedBy],
      foreignColumns: [people.id],
    }),
    check('decisions_decision', sql`${table.decision} in ('approved', 'rejected')`),
    check(
      'decisions_reason',
      sql`(${table.decision} = 'rejected') = (${table.reason} is not null)`,
    ),
    check('decisions_by_others', sql`${table.decidedBy} <> ${table.ownerId}`),
  ],
)

/** What a request that may be sent again was answered, by its sender and its key. */
export const repeatableRequests = pgTable(
  'repeatable_requests',
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    key: text().notNull(),
    requestHash: bytes().notNull(),
    answer: jsonb(),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({
      name: 'repeatable_requests_key',
      columns: [table.issuer, table.subject, table.key],
    }),
    check('repeatable_requests_hash', sql`octet_length(${table.requestHash}) = 32`),
  ],
)

/** Secrets that every instance of the API needs, and nobody else. */
export const serverSecrets = pgTable(
  'server_secrets',
  { name: text().primaryKey(), secret: bytes().notNull() },
  (table) => [check('server_secrets_length', sql`octet_length(${table.secret}) >= 32`)],
)
