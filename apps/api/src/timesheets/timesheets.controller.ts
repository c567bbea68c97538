import { Controller } from '@nestjs/common'
import {
  routes,
  type InputOf,
  type TimesheetEntry,
  type TimesheetList,
} from '@frontchannel/contract'
import { Input, Route } from '@frontchannel/contract/nest'
import { CurrentPrincipal } from '../access-token/decorators.ts'
import type { Principal } from '../access-token/principal.ts'
import { TimesheetsService } from './timesheets.service.ts'

@Controller()
export class TimesheetsController {
  constructor(private readonly timesheets: TimesheetsService) {}

  @Route(routes.listTimesheets)
  list(
    @Input() _: InputOf<typeof routes.listTimesheets>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetList> {
    return this.timesheets.list(principal)
  }

  @Route(routes.createTimesheet)
  create(
    @Input() { body }: InputOf<typeof routes.createTimesheet>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetEntry> {
    return this.timesheets.create(principal, body)
  }

  @Route(routes.deleteTimesheet)
  delete(
    @Input() { params }: InputOf<typeof routes.deleteTimesheet>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<void> {
    return this.timesheets.delete(principal, params.id)
  }
}
