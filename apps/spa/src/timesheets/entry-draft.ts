import type { NewTimesheetEntry } from '@frontchannel/contract'
import { minutesOf } from './hours.ts'
import { words } from './words.ts'

export interface EntryDraft {
  date: string
  project: string
  hours: string
  note: string
}

export type DraftErrors = Partial<Record<keyof EntryDraft, string>>

/** What was typed, as an entry; or what is wrong with it, field by field. */
export function readDraft(
  draft: EntryDraft,
): { readonly entry: NewTimesheetEntry } | { readonly errors: DraftErrors } {
  const errors: DraftErrors = {}
  const date = draft.date
  const project = draft.project.trim()
  const note = draft.note.trim()
  const minutes = minutesOf(draft.hours)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) errors.date = words.chooseADay
  if (project === '') errors.project = words.nameTheProject
  if (project.length > 100) errors.project = words.atMost('100')
  if (note.length > 500) errors.note = words.atMost('500')
  if (minutes === undefined) errors.hours = words.hoursHint
  if (minutes === undefined || Object.keys(errors).length > 0) return { errors }
  return { entry: { date, project, minutes, note } }
}
