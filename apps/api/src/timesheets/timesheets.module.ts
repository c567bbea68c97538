import { Module } from '@nestjs/common'
import { ApprovalsController } from './approvals.controller.ts'
import { ApprovalsRepository } from './approvals.repository.ts'
import { ApprovalsService } from './approvals.service.ts'
import { DecisionsRepository } from './decisions.repository.ts'
import { DecisionsService } from './decisions.service.ts'
import { EntriesRepository } from './entries.repository.ts'
import { PagesService } from './pages.service.ts'
import { PeopleRepository } from './people.repository.ts'
import { ProjectsController } from './projects.controller.ts'
import { ProjectsRepository } from './projects.repository.ts'
import { ProjectsService } from './projects.service.ts'
import { RepeatableRequestsRepository } from './repeatable-requests.repository.ts'
import { RepeatableRequestsService } from './repeatable-requests.service.ts'
import { ReportsController } from './reports.controller.ts'
import { ReportsService } from './reports.service.ts'
import { ServerSecretsRepository } from './server-secrets.repository.ts'
import { TimesheetsController } from './timesheets.controller.ts'
import { TimesheetsService } from './timesheets.service.ts'
import { TotalsRepository } from './totals.repository.ts'
import { UploadsController } from './uploads.controller.ts'
import { UploadsService } from './uploads.service.ts'

@Module({
  controllers: [
    TimesheetsController,
    ReportsController,
    UploadsController,
    ProjectsController,
    ApprovalsController,
  ],
  providers: [
    TimesheetsService,
    ReportsService,
    UploadsService,
    ProjectsService,
    ApprovalsService,
    DecisionsService,
    PagesService,
    RepeatableRequestsService,
    EntriesRepository,
    TotalsRepository,
    ApprovalsRepository,
    DecisionsRepository,
    PeopleRepository,
    ProjectsRepository,
    RepeatableRequestsRepository,
    ServerSecretsRepository,
  ],
})
export class TimesheetsModule {}
