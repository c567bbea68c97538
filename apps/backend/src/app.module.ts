import { Module, type DynamicModule } from '@nestjs/common'
import { APP_FILTER } from '@nestjs/core'
import { Forwarder } from './api/forwarder.ts'
import { clock, type Clock } from './clock.ts'
import { config, type Config } from './config.ts'
import { DatabaseModule } from './database/database.module.ts'
import { HealthController } from './health/health.controller.ts'
import { HealthService } from './health/health.service.ts'
import { Housekeeping } from './housekeeping.ts'
import { BackEndProblemFilter } from './http/problem.filter.ts'
import { loggingModule } from './logging/logging.module.ts'
import { LoginController } from './login/login.controller.ts'
import { LoginService } from './login/login.service.ts'
import { BackChannelLogoutController } from './logout/back-channel-logout.controller.ts'
import { BackChannelLogoutService } from './logout/back-channel-logout.service.ts'
import { RevocationsRepository } from './logout/revocations.repository.ts'
import { Revoker } from './logout/revoker.ts'
import { SessionEnder } from './logout/session-ender.ts'
import { Provider } from './provider/provider.ts'
import { AccessTokens } from './refresh/access-tokens.ts'
import { SessionLock } from './refresh/session-lock.ts'
import { SessionChanges } from './session/session-changes.ts'
import { SessionController } from './session/session.controller.ts'
import { SessionService } from './session/session.service.ts'
import { SessionStore } from './session/session-store.ts'
import { SessionsRepository } from './session/sessions.repository.ts'
import { SessionTrace } from './trace/session-trace.ts'
import { UserInfoController } from './userinfo/userinfo.controller.ts'
import { UserInfoService } from './userinfo/userinfo.service.ts'

@Module({
  imports: [DatabaseModule],
  controllers: [
    HealthController,
    LoginController,
    SessionController,
    UserInfoController,
    BackChannelLogoutController,
  ],
  providers: [
    { provide: APP_FILTER, useClass: BackEndProblemFilter },
    // storing
    SessionsRepository,
    SessionChanges,
    SessionStore,
    SessionTrace,
    RevocationsRepository,
    // asking the provider
    Provider,
    SessionLock,
    AccessTokens,
    Revoker,
    // what the browser asks for
    LoginService,
    SessionService,
    UserInfoService,
    SessionEnder,
    BackChannelLogoutService,
    Forwarder,
    // what nobody asks for
    HealthService,
    Housekeeping,
  ],
})
export class AppModule {
  static with(settings: Config, now: Clock, logTo?: NodeJS.WritableStream): DynamicModule {
    const values = [
      { provide: config, useValue: settings },
      { provide: clock, useValue: now },
    ]
    const settingsModule = { module: SettingsModule, global: true, providers: values }
    return {
      module: AppModule,
      imports: [{ ...settingsModule, exports: [config, clock] }, loggingModule(settings, logTo)],
    }
  }
}

@Module({})
class SettingsModule {}
