import { Injectable } from '@nestjs/common'
import type { InputOf, Routes, TimesheetList, TimesheetUpload } from '@frontchannel/contract'
import { ProblemException } from '@frontchannel/contract/nest'
import type { Principal } from '../access-token/principal.ts'
import type { Transaction } from '../database/transactions.ts'
import { EntriesRepository } from './entries.repository.ts'
import { PeopleRepository } from './people.repository.ts'
import { ProjectsService } from './projects.service.ts'
import { RepeatableRequestsService } from './repeatable-requests.service.ts'
import { showEntry } from './show-entry.ts'

const mostErrors = 100

/** What machines know of the work of people. All of an upload is taken, or nothing. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly entries: EntriesRepository,
    private readonly people: PeopleRepository,
    private readonly projects: ProjectsService,
    private readonly requests: RepeatableRequestsService,
  ) {}

  /** A user's token does not do, whatever its scopes: users write their own entries only. */
  async upload(
    principal: Principal,
    { headers, body }: InputOf<Routes['uploadTimesheets']>,
  ): Promise<TimesheetList> {
    if (principal.kind !== 'machine') throw new ProblemException('machine_required')
    checkIssuers(principal, body)
    const key = headers['idempotency-key']
    return this.requests.once(principal, key, ['upload', body], (transaction) =>
      this.#add(transaction, body),
    )
  }

  async #add(transaction: Transaction, { items }: TimesheetUpload): Promise<TimesheetList> {
    const work = items.map(({ owner, ...entry }, index) => ({
      ...entry,
      owner: { issuer: owner.iss, subject: owner.sub, name: owner.name },
      path: `body.items.${index}.project`,
    }))
    const personOf = await this.people.ensureAll(
      transaction,
      work.map(({ owner }) => owner),
    )
    const assigned = await this.projects.assign(
      transaction,
      work.map((item) => ({ ...item, person: personOf(item.owner) })),
    )
    const ids = await this.entries.add(
      transaction,
      assigned.map(({ person, projectId, date, minutes, note }) => ({
        ...{ ownerId: person.id, projectId, date, minutes, note },
        status: 'submitted',
      })),
    )
    const added = await this.entries.findAll(transaction, ids)
    return { items: added.map(showEntry) }
  }
}

/** A provider vouches for its own users: a token of one says nothing about those of another. */
function checkIssuers({ issuer }: Principal, { items }: TimesheetUpload): void {
  const errors = items.flatMap(({ owner }, index) =>
    owner.iss === issuer
      ? []
      : [{ path: `body.items.${index}.owner.iss`, message: 'must be the issuer of the token' }],
  )
  if (errors.length === 0) return
  throw new ProblemException('validation_failed', { errors: errors.slice(0, mostErrors) })
}
