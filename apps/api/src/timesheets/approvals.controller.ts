import { Controller } from '@nestjs/common'
import {
  routes,
  type DecisionList,
  type DecisionOutcomes,
  type InputOf,
  type Routes,
  type TimesheetEntry,
  type TimesheetList,
} from '@frontchannel/contract'
import { Input, Route } from '@frontchannel/contract/nest'
import { CurrentPrincipal } from '../access-token/decorators.ts'
import type { Principal } from '../access-token/principal.ts'
import { ApprovalsService } from './approvals.service.ts'
import { DecisionsService } from './decisions.service.ts'

@Controller()
export class ApprovalsController {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly decisions: DecisionsService,
  ) {}

  @Route(routes.listApprovals)
  list(
    @Input() input: InputOf<Routes['listApprovals']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetList> {
    return this.approvals.list(principal, input)
  }

  @Route(routes.approveTimesheet)
  approve(
    @Input() input: InputOf<Routes['approveTimesheet']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetEntry> {
    return this.approvals.approve(principal, input)
  }

  @Route(routes.rejectTimesheet)
  reject(
    @Input() input: InputOf<Routes['rejectTimesheet']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetEntry> {
    return this.approvals.reject(principal, input)
  }

  @Route(routes.decideTimesheets)
  decide(
    @Input() input: InputOf<Routes['decideTimesheets']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<DecisionOutcomes> {
    return this.approvals.decide(principal, input)
  }

  @Route(routes.listDecisions)
  listDecisions(
    @Input() input: InputOf<Routes['listDecisions']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<DecisionList> {
    return this.decisions.list(principal, input)
  }
}
