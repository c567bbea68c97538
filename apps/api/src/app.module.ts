import { Module, type DynamicModule } from '@nestjs/common'
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core'
import { ContractModule, ProblemFilter } from '@frontchannel/contract/nest'
import type { DestinationStream } from 'pino'
import { AccessTokenModule } from './access-token/access-token.module.ts'
import type { AccessTokenOptions } from './access-token/options.ts'
import { config, type Config } from './config.ts'
import { DatabaseErrorFilter } from './database/database-error.filter.ts'
import { DatabaseModule } from './database/database.module.ts'
import { HealthModule } from './health/health.module.ts'
import { JsonBodyInterceptor } from './http/json-body.interceptor.ts'
import { RateLimitInterceptor } from './http/rate-limit.interceptor.ts'
import { UnknownRouteController } from './http/unknown-route.controller.ts'
import { noteRefusal } from './logging/access-log.ts'
import { ApplicationLogger } from './logging/application-logger.ts'
import { loggingModule } from './logging/logging.module.ts'
import { AppGauges } from './metrics/app-gauges.ts'
import { Metrics } from './metrics/metrics.ts'
import { MetricsModule } from './metrics/metrics.module.ts'
import { DocsController } from './openapi/docs.controller.ts'
import { OpenApiController } from './openapi/openapi.controller.ts'
import {
  ProtectedResourceController,
  resourceMetadataPath,
} from './openapi/protected-resource.controller.ts'
import { SignOutsModule } from './sign-outs/sign-outs.module.ts'
import { TimesheetsModule } from './timesheets/timesheets.module.ts'

export interface AppOptions {
  /** Where log lines go. */
  readonly log: DestinationStream
  /** Differences from what the configuration says about tokens: a clock, shorter timings. */
  readonly accessToken?: Partial<AccessTokenOptions>
}

@Module({
  controllers: [
    DocsController,
    OpenApiController,
    ProtectedResourceController,
    UnknownRouteController,
  ],
  providers: [
    ApplicationLogger,
    AppGauges,
    { provide: APP_INTERCEPTOR, useClass: RateLimitInterceptor },
    { provide: APP_INTERCEPTOR, useClass: JsonBodyInterceptor },
    // the last one is asked first
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_FILTER, useClass: DatabaseErrorFilter },
  ],
})
export class AppModule {
  static with(settings: Config, { accessToken: overrides, log }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        {
          module: ConfigModule,
          global: true,
          providers: [{ provide: config, useValue: settings }],
          exports: [config],
        },
        ContractModule.forRoot({ checkResponses: !settings.production }),
        loggingModule(log),
        MetricsModule,
        DatabaseModule,
        AccessTokenModule.forRootAsync({
          inject: [config, Metrics],
          useFactory: (
            { accessToken, production, publicUrl }: Config,
            metrics: Metrics,
          ): AccessTokenOptions => ({
            ...accessToken,
            resourceMetadata: publicUrl && new URL(resourceMetadataPath, publicUrl).href,
            onRefusal: (refused, request) => {
              metrics.countRefusal(refused)
              noteRefusal(request, refused)
            },
            logRefusals: false, // the access log has them
            onKeySetEvent: (event) => metrics.countFetch(event),
            explain: !production,
            realm: 'timesheets',
            ...overrides,
          }),
        }),
        SignOutsModule,
        HealthModule,
        TimesheetsModule,
      ],
    }
  }
}

@Module({})
class ConfigModule {}
