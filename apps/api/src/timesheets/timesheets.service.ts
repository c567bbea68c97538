import { Injectable } from '@nestjs/common'
import type { NewTimesheetEntry, TimesheetEntry, TimesheetList } from '@frontchannel/contract'
import { ProblemException } from '@frontchannel/contract/nest'
import type { Principal } from '../access-token/principal.ts'
import { EntriesRepository, type EntryRow } from './entries.repository.ts'

/** What people do with their own entries. */
@Injectable()
export class TimesheetsService {
  constructor(private readonly entries: EntriesRepository) {}

  async list(principal: Principal): Promise<TimesheetList> {
    const rows = await this.entries.listOf(principal)
    return { items: rows.map(showEntry) }
  }

  async create(principal: Principal, entry: NewTimesheetEntry): Promise<TimesheetEntry> {
    return showEntry(await this.entries.add(principal, { ...entry, status: 'submitted' }))
  }

  /** An approved entry stays: somebody was, or will be, paid for it. */
  async delete(principal: Principal, id: string): Promise<void> {
    if (await this.entries.remove(principal, id, ['approved'])) return
    const status = await this.entries.statusOf(principal, id)
    if (status === undefined) throw new ProblemException('not_found')
    throw new ProblemException('conflict', { detail: `The entry is ${status}.` })
  }
}

export function showEntry({ createdAt, updatedAt, ...row }: EntryRow): TimesheetEntry {
  return { ...row, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() }
}
