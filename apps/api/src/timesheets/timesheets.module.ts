import { Module } from '@nestjs/common'
import { ApprovalsController } from './approvals.controller.ts'
import { ApprovalsService } from './approvals.service.ts'
import { EntriesRepository } from './entries.repository.ts'
import { TimesheetsController } from './timesheets.controller.ts'
import { TimesheetsService } from './timesheets.service.ts'

@Module({
  controllers: [TimesheetsController, ApprovalsController],
  providers: [TimesheetsService, ApprovalsService, EntriesRepository],
})
export class TimesheetsModule {}
