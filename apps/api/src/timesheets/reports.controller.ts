import { Controller } from '@nestjs/common'
import { routes, type InputOf, type Routes, type TimesheetTotals } from '@frontchannel/contract'
import { Input, Route } from '@frontchannel/contract/nest'
import { CurrentPrincipal } from '../access-token/decorators.ts'
import type { Principal } from '../access-token/principal.ts'
import { ReportsService } from './reports.service.ts'

@Controller()
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Route(routes.totalTimesheets)
  total(
    @Input() input: InputOf<Routes['totalTimesheets']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetTotals> {
    return this.reports.total(principal, input)
  }

  @Route(routes.exportTimesheets)
  export(
    @Input() input: InputOf<Routes['exportTimesheets']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<string> {
    return this.reports.export(principal, input)
  }
}
