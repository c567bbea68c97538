import { Controller } from '@nestjs/common'
import { routes, type InputOf, type Routes, type TimesheetList } from '@frontchannel/contract'
import { Input, Route } from '@frontchannel/contract/nest'
import { CurrentPrincipal } from '../access-token/decorators.ts'
import type { Principal } from '../access-token/principal.ts'
import { UploadsService } from './uploads.service.ts'

@Controller()
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  @Route(routes.uploadTimesheets)
  upload(
    @Input() input: InputOf<Routes['uploadTimesheets']>,
    @CurrentPrincipal() principal: Principal,
  ): Promise<TimesheetList> {
    return this.uploads.upload(principal, input)
  }
}
