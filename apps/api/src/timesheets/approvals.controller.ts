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
import { ApprovalsService } from './approvals.service.ts'

@Controller()
export class ApprovalsController {
  constructor(private readonly approvals: ApprovalsService) {}

  @Route(routes.listApprovals)
  list(
    @Input() _: InputOf<typeof routes.listApprovals>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetList> {
    return this.approvals.list(principal)
  }

  @Route(routes.approveTimesheet)
  approve(
    @Input() { params }: InputOf<typeof routes.approveTimesheet>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetEntry> {
    return this.approvals.approve(principal, params.id)
  }
}
