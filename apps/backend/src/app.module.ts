import { Module, type DynamicModule } from '@nestjs/common'
import { LoggerModule } from 'nestjs-pino'
import type { Config } from './config.ts'
import { HealthController } from './health/health.controller.ts'
import { requestLog } from './logging/request-log.ts'

@Module({ controllers: [HealthController] })
export class AppModule {
  static with(config: Config): DynamicModule {
    return { module: AppModule, imports: [LoggerModule.forRoot(requestLog(config.logLevel))] }
  }
}
