import { daysOf, type TimesheetFilter } from '@frontchannel/contract'
import type { EntryFilter } from './choice.ts'

/** A week as the days that it spans, which is what entries have. */
export function entryFilter({ week, project, status }: TimesheetFilter): EntryFilter {
  return { ...(week !== undefined && daysOf(week)), project, status }
}
