import type { TimesheetEntry } from './timesheets.ts'

export const entry: TimesheetEntry = {
  id: '0c6a2d3e-8f1b-4c5d-9e7f-1a2b3c4d5e6f',
  date: '2026-11-20',
  project: 'StoreZero',
  minutes: 90,
  note: '',
  status: 'draft',
  version: 1,
  createdAt: '2026-11-20T08:00:00.000Z',
  updatedAt: '2026-11-20T08:00:00.000Z',
}
