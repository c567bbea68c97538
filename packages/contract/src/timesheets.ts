import * as z from 'zod/mini'
import { entryDate, id, minutes, note, project, week } from './fields.ts'
import { nextCursor, pageQuery } from './paging.ts'

const entered = { date: entryDate, project, minutes }

/** What an employee enters. Hours are shown, whole minutes are stored: sums stay exact. */
export const newTimesheetEntry = z.strictObject({
  ...entered,
  note: z._default(note, ''),
  /** What is entered waits for approval, unless it is to be a draft. */
  status: z.optional(z.enum(['draft', 'submitted'], 'must be "draft" or "submitted"')),
})

/** What the owner changes; what is left out stays. */
export const timesheetChanges = z
  .partial(z.strictObject({ ...entered, note }))
  .check(z.refine((changes) => Object.keys(changes).length > 0, 'must change something'))

const statuses = ['draft', 'submitted', 'approved', 'rejected'] as const
export const timesheetStatus = z.enum(statuses)

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
  /** Only of a rejected entry. */
  rejectionReason: z.optional(z.string()),
  /** Only where a manager sees the entries of others. */
  owner: z.optional(z.object({ name: z.string() })),
  version: z.int().check(z.gte(1)),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})

/** An object and not a bare array, so that a page can say more than its items. */
export const timesheetList = z.object({ items: z.array(timesheetEntry), nextCursor })

export const entryParams = z.strictObject({ id })

const oneStatus = 'must be "draft", "submitted", "approved" or "rejected"'

/** Which entries: all that are left where nothing is chosen. */
const filter = {
  week: z.optional(week),
  project: z.optional(project),
  status: z.optional(z.enum(statuses, oneStatus)),
}

export const timesheetFilter = z.strictObject(filter)
export const timesheetQuery = z.strictObject({ ...filter, ...pageQuery })

const sum = { minutes: z.int(), entries: z.int() }

/** Exact sums of the chosen entries, and of their parts. Parts without entries are left out. */
export const timesheetTotals = z.object({
  ...sum,
  weeks: z.array(z.object({ week: z.string(), ...sum })),
  projects: z.array(z.object({ project: z.string(), ...sum })),
  statuses: z.array(z.object({ status: timesheetStatus, ...sum })),
})

/** RFC 4180, one line for each entry below a line of names. */
export const timesheetExport = z.string()

export type NewTimesheetEntry = z.output<typeof newTimesheetEntry>
export type TimesheetChanges = z.output<typeof timesheetChanges>
export type TimesheetStatus = z.output<typeof timesheetStatus>
export type TimesheetEntry = z.output<typeof timesheetEntry>
export type TimesheetList = z.output<typeof timesheetList>
export type TimesheetFilter = z.output<typeof timesheetFilter>
export type TimesheetTotals = z.output<typeof timesheetTotals>
