import { Injectable } from '@nestjs/common'
import type { InputOf, Routes, TimesheetEntry, TimesheetList } from '@frontchannel/contract'
import type { Principal } from '../access-token/principal.ts'
import { onlyRow } from '../database/lookup.ts'
import { Transactions, type Transaction } from '../database/transactions.ts'
import { EntriesRepository } from './entries.repository.ts'
import { entryFilter } from './entry-filter.ts'
import { checkFound, checkOpen, checkVersion } from './entry-rules.ts'
import { PagesService } from './pages.service.ts'
import { PeopleRepository } from './people.repository.ts'
import { ProjectsService } from './projects.service.ts'
import { RepeatableRequestsService } from './repeatable-requests.service.ts'
import { showEntry } from './show-entry.ts'

/** What people do with their own entries. */
@Injectable()
export class TimesheetsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly entries: EntriesRepository,
    private readonly people: PeopleRepository,
    private readonly projects: ProjectsService,
    private readonly requests: RepeatableRequestsService,
    private readonly pages: PagesService,
  ) {}

  async list(
    principal: Principal,
    { query: { cursor, limit, ...filter } }: InputOf<Routes['listTimesheets']>,
  ): Promise<TimesheetList> {
    const { rows, nextCursor } = await this.pages.read(
      ['timesheets', principal.issuer, principal.subject, filter],
      { cursor, limit },
      (place, count) => this.entries.page(principal, entryFilter(filter), place, count),
      ({ date, id }) => [date, id],
    )
    return { items: rows.map(showEntry), nextCursor }
  }

  async read(
    principal: Principal,
    { params }: InputOf<Routes['readTimesheet']>,
  ): Promise<TimesheetEntry> {
    const entry = await this.entries.find(principal, params.id)
    checkFound(entry)
    return showEntry(entry)
  }

  /** Sent again with its `Idempotency-Key`, a request adds nothing. */
  async create(
    principal: Principal,
    { headers, body }: InputOf<Routes['createTimesheet']>,
  ): Promise<TimesheetEntry> {
    const { project, date, minutes, note, status = 'submitted' } = body
    const key = headers['idempotency-key']
    return this.requests.once(principal, key, ['create', body], async (transaction) => {
      const person = await this.people.ensure(transaction, principal)
      const assignment = { person, project, path: 'body.project' }
      const projectId = await this.projects.assignOne(transaction, assignment)
      const entry = { ownerId: person.id, projectId, date, minutes, note, status }
      const id = onlyRow(await this.entries.add(transaction, [entry]))
      return this.#show(transaction, principal, id)
    })
  }

  /** What waits for approval goes on waiting: whoever decides names the version that they saw. */
  async change(
    principal: Principal,
    { params: { id }, headers, body }: InputOf<Routes['changeTimesheet']>,
  ): Promise<TimesheetEntry> {
    const { project, ...changes } = body
    return this.transactions.run(async (transaction) => {
      const entry = await this.entries.lock(transaction, principal, id)
      checkFound(entry)
      checkVersion(entry, headers['if-match'])
      checkOpen(entry)
      await this.entries.change(transaction, id, {
        ...changes,
        ...(project !== undefined && {
          projectId: await this.#assign(transaction, principal, project),
        }),
      })
      return this.#show(transaction, principal, id)
    })
  }

  /** Submitting twice changes nothing, and is no error: the answer to the first may have got lost. */
  async submit(
    principal: Principal,
    { params: { id }, headers }: InputOf<Routes['submitTimesheet']>,
  ): Promise<TimesheetEntry> {
    return this.transactions.run(async (transaction) => {
      const entry = await this.entries.lock(transaction, principal, id)
      checkFound(entry)
      if (entry.status === 'submitted') return showEntry(entry)
      checkVersion(entry, headers['if-match'])
      checkOpen(entry)
      const submission = { status: 'submitted', rejectionReason: null, decidedBy: null } as const
      await this.entries.change(transaction, id, submission)
      return this.#show(transaction, principal, id)
    })
  }

  async delete(
    principal: Principal,
    { params: { id }, headers }: InputOf<Routes['deleteTimesheet']>,
  ): Promise<void> {
    return this.transactions.run(async (transaction) => {
      const entry = await this.entries.lock(transaction, principal, id)
      checkFound(entry)
      checkVersion(entry, headers['if-match'])
      checkOpen(entry)
      await this.entries.remove(transaction, id)
    })
  }

  async #assign(transaction: Transaction, principal: Principal, project: string): Promise<number> {
    const person = await this.people.ensure(transaction, principal)
    return this.projects.assignOne(transaction, { person, project, path: 'body.project' })
  }

  async #show(transaction: Transaction, owner: Principal, id: string): Promise<TimesheetEntry> {
    const entry = await this.entries.find(owner, id, transaction)
    checkFound(entry)
    return showEntry(entry)
  }
}
