import { Controller } from '@nestjs/common'
import {
  routes,
  type InputOf,
  type Routes,
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
    @Input() input: InputOf<Routes['listTimesheets']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetList> {
    return this.timesheets.list(principal, input)
  }

  @Route(routes.createTimesheet)
  create(
    @Input() input: InputOf<Routes['createTimesheet']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetEntry> {
    return this.timesheets.create(principal, input)
  }

  @Route(routes.readTimesheet)
  read(
    @Input() input: InputOf<Routes['readTimesheet']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetEntry> {
    return this.timesheets.read(principal, input)
  }

  @Route(routes.changeTimesheet)
  change(
    @Input() input: InputOf<Routes['changeTimesheet']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetEntry> {
    return this.timesheets.change(principal, input)
  }

  @Route(routes.submitTimesheet)
  submit(
    @Input() input: InputOf<Routes['submitTimesheet']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetEntry> {
    return this.timesheets.submit(principal, input)
  }

  @Route(routes.deleteTimesheet)
  delete(
    @Input() input: InputOf<Routes['deleteTimesheet']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<void> {
    return this.timesheets.delete(principal, input)
  }
}
