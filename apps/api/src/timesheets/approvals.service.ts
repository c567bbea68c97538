import { Injectable } from '@nestjs/common'
import type {
  DecisionOutcomes,
  InputOf,
  Routes,
  TimesheetEntry,
  TimesheetList,
} from '@frontchannel/contract'
import type { Principal } from '../access-token/principal.ts'
import { onlyRow } from '../database/lookup.ts'
import { ApprovalsRepository } from './approvals.repository.ts'
import { DecisionsService, type Wanted } from './decisions.service.ts'
import { entryFilter } from './entry-filter.ts'
import { PagesService } from './pages.service.ts'
import { showOwnedEntry } from './show-entry.ts'

/** What managers do with the entries of others. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly approvals: ApprovalsRepository,
    private readonly decisions: DecisionsService,
    private readonly pages: PagesService,
  ) {}

  async list(
    principal: Principal,
    { query: { cursor, limit, ...filter } }: InputOf<Routes['listApprovals']>,
  ): Promise<TimesheetList> {
    const { rows, nextCursor } = await this.pages.read(
      ['approvals', principal.issuer, principal.subject, filter],
      { cursor, limit },
      (place, count) => this.approvals.page(principal, entryFilter(filter), place, count),
      ({ date, id }) => [date, id],
    )
    return { items: rows.map(showOwnedEntry), nextCursor }
  }

  approve(
    principal: Principal,
    { params: { id }, headers }: InputOf<Routes['approveTimesheet']>,
  ): Promise<TimesheetEntry> {
    const decision = { decision: 'approved' } as const
    return this.#takeOne(principal, { id, decision, seen: headers['if-match'] })
  }

  reject(
    principal: Principal,
    { params: { id }, headers, body: { reason } }: InputOf<Routes['rejectTimesheet']>,
  ): Promise<TimesheetEntry> {
    const decision = { decision: 'rejected', reason } as const
    return this.#takeOne(principal, { id, decision, seen: headers['if-match'] })
  }

  async decide(
    principal: Principal,
    { body }: InputOf<Routes['decideTimesheets']>,
  ): Promise<DecisionOutcomes> {
    const outcomes = await this.decisions.take(
      principal,
      body.decisions.map(({ id, version, ...decision }) => ({ id, decision, seen: [version] })),
    )
    return {
      items: outcomes.map((outcome) =>
        'entry' in outcome ? outcome : { id: outcome.id, problem: outcome.refusal.body },
      ),
    }
  }

  async #takeOne(principal: Principal, wanted: Wanted): Promise<TimesheetEntry> {
    const outcome = onlyRow(await this.decisions.take(principal, [wanted]))
    if ('refusal' in outcome) throw outcome.refusal
    return outcome.entry
  }
}
