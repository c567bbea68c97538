import * as z from 'zod/mini'
import { entryDate, identity, minutes, note, personName, project } from './fields.ts'

export const mostUploaded = 500

/**
 * What a machine knows of the work of people. Here alone the body says whose an entry is: a
 * machine has none of its own.
 */
export const timesheetUpload = z.strictObject({
  items: z
    .array(
      z.strictObject({
        owner: z.extend(identity, { name: z.optional(personName) }),
        date: entryDate,
        project,
        minutes,
        note: z._default(note, ''),
      }),
      'must be a list',
    )
    .check(
      z.minLength(1, 'must hold an entry'),
      z.maxLength(mostUploaded, `must hold at most ${mostUploaded} entries`),
    ),
})

export type TimesheetUpload = z.output<typeof timesheetUpload>
