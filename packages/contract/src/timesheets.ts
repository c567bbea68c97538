import * as z from 'zod/mini'

// What a keyboard does not type: control characters, and halves of surrogate pairs, which
// PostgreSQL refuses or UTF-8 silently replaces. `text` allows line breaks and tabs.
const singleLine = /^[^\p{Cc}\p{Cs}]*$/u
const text = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u

const entryDate = z.iso.date({ error: 'must be a calendar date, YYYY-MM-DD', abort: true }).check(
  // a year of 0026 or 20026 is a typing error, and some databases refuse the year 0
  z.refine((date) => date >= '2000-01-01' && date < '2100-01-01', 'must be of this century'),
)

const project = z
  .string('must be a text')
  .check(
    z.trim(),
    z.normalize(),
    z.minLength(1, 'must not be empty'),
    z.maxLength(100, 'must have at most 100 characters'),
    z.regex(singleLine, 'must be one line without control characters'),
  )

const wholeMinutes = 'must be a whole number of minutes'
const minutes = z
  .int(wholeMinutes)
  .check(
    z.gte(1, 'must be at least 1 minute'),
    z.lte(24 * 60, 'must be at most 1440 minutes, which is a day'),
  )

const note = z
  .string('must be a text')
  .check(
    z.trim(),
    z.normalize(),
    z.maxLength(500, 'must have at most 500 characters'),
    z.regex(text, 'must not hold control characters'),
  )

const id = z.uuid('must be a UUID')

/** What an employee enters. Hours are shown, whole minutes are stored: sums stay exact. */
export const newTimesheetEntry = z.strictObject({
  date: entryDate,
  project,
  minutes,
  note: z._default(note, ''),
})

export const timesheetStatus = z.enum(['draft', 'submitted', 'approved', 'rejected'])

/**
 * One entry as the API shows it. Laxer than what may be entered: a limit that is tightened must
 * not make older entries unreadable. Open to a reader: an older client ignores members that a
 * newer API adds; the API itself checks what it sends member by member.
 */
export const timesheetEntry = z.object({
  id,
  date: z.iso.date(),
  project: z.string(),
  minutes: z.int().check(z.gte(1)),
  note: z.string(),
  status: timesheetStatus,
  /** Only where a manager sees the entries of others. */
  owner: z.optional(z.object({ name: z.string() })),
  version: z.int().check(z.gte(1)),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})

/** An object and not a bare array, so that a page can say more than its items. */
export const timesheetList = z.object({ items: z.array(timesheetEntry) })

export const entryParams = z.strictObject({ id })

export type NewTimesheetEntry = z.output<typeof newTimesheetEntry>
export type TimesheetStatus = z.output<typeof timesheetStatus>
export type TimesheetEntry = z.output<typeof timesheetEntry>
export type TimesheetList = z.output<typeof timesheetList>
