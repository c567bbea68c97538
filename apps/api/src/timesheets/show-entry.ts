import type { TimesheetEntry } from '@frontchannel/contract'
import type { OwnedEntryRow } from './approvals.repository.ts'
import type { EntryRow } from './entry-row.ts'

/** An entry as its owner sees it. */
export function showEntry(row: EntryRow): TimesheetEntry {
  const { id, date, project, minutes, note, status, version } = row
  return {
    ...{ id, date, project, minutes, note, status, version },
    ...(row.rejectionReason !== null && { rejectionReason: row.rejectionReason }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** An entry as managers see it. */
export function showOwnedEntry(row: OwnedEntryRow): TimesheetEntry {
  return { ...showEntry(row), owner: { name: row.ownerName ?? 'Unknown' } }
}
