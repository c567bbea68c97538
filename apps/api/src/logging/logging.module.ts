import type { DynamicModule } from '@nestjs/common'
import { LoggerModule } from 'nestjs-pino'
import type { DestinationStream } from 'pino'
import { config, type Config } from '../config.ts'
import { currentRequest } from '../tracing/request-context.ts'

/**
 * JSON lines, each with the ids of its request and of its trace. Headers and bodies are not logged at all: what is
 * not written needs no redaction. The paths below catch what somebody adds by mistake.
 */
export function loggingModule(destination: DestinationStream): DynamicModule {
  return LoggerModule.forRootAsync({
    inject: [config],
    useFactory: ({ logLevel }: Config) => ({
      forRoutes: [], // requests have their context and their line in the log already
      pinoHttp: [
        {
          level: logLevel,
          mixin: () => ({ ...currentRequest() }),
          wrapSerializers: false,
          serializers: { err: describeError },
          redact: {
            paths: [
              'authorization',
              'cookie',
              'token',
              'accessToken',
              '*.authorization',
              '*.cookie',
            ],
            censor: '(hidden)',
          },
        },
        destination,
      ],
    }),
  })
}

/** What a statement was and what was in it stays out of the log: values are personal. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause, code } = error as Error & { code?: unknown }
  const isQuery = message.startsWith('Failed query')
  return {
    type: name,
    message: isQuery ? 'a database query failed' : message,
    ...(code !== undefined && { code }),
    stack: isQuery ? undefined : stack,
    cause: cause === undefined ? undefined : describeError(cause),
  }
}
