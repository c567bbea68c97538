import { Injectable } from '@nestjs/common'
import type { TimesheetEntry, TimesheetList } from '@frontchannel/contract'
import { ProblemException } from '@frontchannel/contract/nest'
import type { Principal } from '../access-token/principal.ts'
import { EntriesRepository, type OwnedEntryRow } from './entries.repository.ts'
import { showEntry } from './timesheets.service.ts'

/** What managers do with the entries of others. Nobody decides on their own. */
@Injectable()
export class ApprovalsService {
  constructor(private readonly entries: EntriesRepository) {}

  async list(principal: Principal): Promise<TimesheetList> {
    const rows = await this.entries.listSubmittedToOthers(principal)
    return { items: rows.map(showOwnedEntry) }
  }

  /** Approving twice changes nothing, and is no error: the answer to the first may have got lost. */
  async approve(principal: Principal, id: string): Promise<TimesheetEntry> {
    const approved = await this.entries.approve(principal, id)
    if (approved) return showOwnedEntry(approved)
    const found = await this.entries.findOfOthers(principal, id)
    if (!found || found.status === 'draft') throw new ProblemException('not_found')
    if (found.status === 'approved') return showOwnedEntry(found)
    throw new ProblemException('conflict', { detail: `The entry is ${found.status}.` })
  }
}

function showOwnedEntry({ ownerName, ...row }: OwnedEntryRow): TimesheetEntry {
  return { ...showEntry(row), owner: { name: ownerName ?? 'Unknown' } }
}
