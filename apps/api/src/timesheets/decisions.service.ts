import { Injectable } from '@nestjs/common'
import type {
  DecisionList,
  DecisionRecord,
  InputOf,
  Precondition,
  Routes,
  TimesheetEntry,
} from '@frontchannel/contract'
import { ProblemException } from '@frontchannel/contract/nest'
import type { Principal } from '../access-token/principal.ts'
import { Transactions } from '../database/transactions.ts'
import {
  ApprovalsRepository,
  type DecidedEntry,
  type OwnedEntryRow,
} from './approvals.repository.ts'
import { DecisionsRepository, type DecisionRow } from './decisions.repository.ts'
import { checkFound, judgeDecision, type Decision } from './entry-rules.ts'
import { PagesService } from './pages.service.ts'
import { PeopleRepository, type Person } from './people.repository.ts'
import { showOwnedEntry } from './show-entry.ts'

/** A decision that a manager wants to take, on the version that they saw. */
export interface Wanted {
  readonly id: string
  readonly decision: Decision
  readonly seen: Precondition | undefined
}

export type Outcome = { readonly id: string } & (
  { readonly entry: TimesheetEntry } | { readonly refusal: ProblemException }
)

@Injectable()
export class DecisionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly approvals: ApprovalsRepository,
    private readonly decisions: DecisionsRepository,
    private readonly people: PeopleRepository,
    private readonly pages: PagesService,
  ) {}

  /** Takes each decision that may be taken; one that is refused keeps no other from it. */
  async take(principal: Principal, wanted: readonly Wanted[]): Promise<readonly Outcome[]> {
    const ids = wanted.map(({ id }) => id)
    return this.transactions.run(async (transaction) => {
      const manager = await this.people.ensure(transaction, principal)
      const before = byId(await this.approvals.lockAll(transaction, ids))
      const verdicts = wanted.map((one) => judge(manager, before(one.id), one))
      const decided = verdicts.flatMap((verdict) => ('decided' in verdict ? verdict.decided : []))
      await this.approvals.decide(transaction, manager.id, decided)
      const now = byId(await this.approvals.findAll(transaction, ids))
      return verdicts.map((verdict) => {
        if ('refusal' in verdict) return verdict
        const { id, entry } = verdict
        return { id, entry: showOwnedEntry(now(id) ?? entry) }
      })
    })
  }

  /** Every manager sees the whole trail: they answer for each other's decisions. */
  async list(
    principal: Principal,
    { query: { entry, ...page } }: InputOf<Routes['listDecisions']>,
  ): Promise<DecisionList> {
    const { rows, nextCursor } = await this.pages.read(
      ['decisions', principal.issuer, principal.subject, { entry }],
      page,
      (place, count) => this.decisions.page(entry, place, count),
      ({ decision }) => [String(decision.id)],
    )
    return { items: rows.map(showDecision), nextCursor }
  }
}

type Verdict = { readonly id: string } & (
  | { readonly entry: OwnedEntryRow; readonly decided: readonly DecidedEntry[] }
  | { readonly refusal: ProblemException }
)

function judge(manager: Person, entry: OwnedEntryRow | undefined, wanted: Wanted): Verdict {
  const { id, decision, seen } = wanted
  try {
    checkFound(entry)
    const isOwn = entry.ownerId === manager.id
    const verdict = judgeDecision({ ...entry, isOwn }, decision, seen)
    return { id, entry, decided: verdict === 'decide' ? [{ ...entry, ...decision }] : [] }
  } catch (error) {
    if (error instanceof ProblemException) return { id, refusal: error }
    throw error
  }
}

/** PostgreSQL writes the letters of a UUID small, whoever wrote them how. */
function byId(rows: readonly OwnedEntryRow[]): (id: string) => OwnedEntryRow | undefined {
  const found = new Map(rows.map((row) => [row.id, row]))
  return (id) => found.get(id.toLowerCase())
}

function showDecision({ decision: row, owner, decider }: DecisionRow): DecisionRecord {
  return {
    id: String(row.id),
    decidedAt: row.decidedAt.toISOString(),
    decidedBy: showPerson(decider),
    decision: row.decision as DecisionRecord['decision'],
    ...(row.reason !== null && { reason: row.reason }),
    entry: {
      ...{ id: row.entryId, version: row.entryVersion, owner: showPerson(owner) },
      ...{ date: row.date, project: row.project, minutes: row.minutes },
    },
  }
}

function showPerson({ issuer, subject, name }: Person): DecisionRecord['decidedBy'] {
  return { iss: issuer, sub: subject, ...(name !== null && { name }) }
}
