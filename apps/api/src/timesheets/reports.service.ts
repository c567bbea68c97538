import { Injectable } from '@nestjs/common'
import { weekOf, type InputOf, type Routes, type TimesheetTotals } from '@frontchannel/contract'
import { ProblemException } from '@frontchannel/contract/nest'
import type { Principal } from '../access-token/principal.ts'
import { csv } from './csv.ts'
import { EntriesRepository } from './entries.repository.ts'
import { entryFilter } from './entry-filter.ts'
import { TotalsRepository } from './totals.repository.ts'

const mostExported = 10_000 // some years of one person; one answer holds them all

const columns = [
  'date',
  'week',
  'project',
  'minutes',
  'hours',
  'status',
  'note',
  'rejection reason',
]

/** What people take out of their timesheets. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly totals: TotalsRepository,
    private readonly entries: EntriesRepository,
  ) {}

  async total(
    principal: Principal,
    { query }: InputOf<Routes['totalTimesheets']>,
  ): Promise<TimesheetTotals> {
    const rows = await this.totals.sums(principal, entryFilter(query))
    const totals: TimesheetTotals = {
      minutes: 0,
      entries: 0,
      weeks: [],
      projects: [],
      statuses: [],
    }
    for (const { week, project, status, ...sum } of rows) {
      if (week !== null) totals.weeks.push({ week, ...sum })
      else if (project !== null) totals.projects.push({ project, ...sum })
      else if (status !== null) totals.statuses.push({ status, ...sum })
      else Object.assign(totals, sum)
    }
    return totals
  }

  async export(
    principal: Principal,
    { query }: InputOf<Routes['exportTimesheets']>,
  ): Promise<string> {
    const rows = await this.entries.page(principal, entryFilter(query), [], mostExported + 1)
    if (rows.length > mostExported) {
      const message = `must choose at most ${mostExported} entries`
      throw new ProblemException('validation_failed', { errors: [{ path: 'query', message }] })
    }
    const lines = rows.map(({ date, project, minutes, status, note, rejectionReason }) => [
      ...[date, weekOf(date), project, minutes, hoursOf(minutes), status, note],
      rejectionReason ?? '',
    ])
    return csv([columns, ...lines])
  }
}

/** As a clock shows them: exact, where a third of an hour has no decimal. */
function hoursOf(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
