import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'

const id = () => bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity()
const moment = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' })

/** Everybody who ever wrote something, by the identity that their issuer vouches for. */
export const people = pgTable(
  'people',
  {
    id: id(),
    issuer: text().notNull(),
    subject: text().notNull(),
    /** Shown to managers; never compared. */
    name: text(),
  },
  (table) => [
    unique('people_identity').on(table.issuer, table.subject),
    check('people_subject_length', sql`char_length(${table.subject}) between 1 and 255`),
  ],
)

export const entryStatus = pgEnum('entry_status', ['draft', 'submitted', 'approved', 'rejected'])

/** One person's work on one project on one day, in whole minutes. */
export const entries = pgTable(
  'entries',
  {
    id: uuid().primaryKey().defaultRandom(),
    ownerId: bigint({ mode: 'number' }).notNull(),
    date: date({ mode: 'string' }).notNull(),
    project: text().notNull(),
    minutes: integer().notNull(),
    note: text().notNull().default(''),
    status: entryStatus().notNull().default('draft'),
    version: integer().notNull().default(1),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    foreignKey({ name: 'entries_owner', columns: [table.ownerId], foreignColumns: [people.id] }),
    // pages are read backwards in this order, from any place in it
    index('entries_of_owner').on(table.ownerId, table.date, table.id),
    index('entries_submitted')
      .on(table.date, table.id)
      .where(sql`${table.status} = 'submitted'`),
    check('entries_minutes', sql`${table.minutes} between 1 and 1440`),
    check('entries_project_length', sql`char_length(${table.project}) between 1 and 100`),
    check('entries_note_length', sql`char_length(${table.note}) <= 500`),
    check('entries_version', sql`${table.version} >= 1`),
  ],
)
