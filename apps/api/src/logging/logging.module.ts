import type { DynamicModule } from '@nestjs/common'
import { DrizzleQueryError } from 'drizzle-orm/errors'
import { LoggerModule } from 'nestjs-pino'
import type { DestinationStream, LogFn, Logger } from 'pino'
import { config, type Config } from '../config.ts'
import { currentRequest } from '../tracing/request-context.ts'

/**
 * JSON lines, each with the ids of its request and of its trace. Headers and bodies are not logged
 * at all: what is not written needs no redaction. The paths below catch what somebody adds by mistake.
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
          hooks: { logMethod: logWithoutStatement },
          redact: {
            paths: [
              'authorization',
              'cookie',
              'token',
              'accessToken',
              '*.authorization',
              '*.cookie',
              '*.token',
              '*.accessToken',
            ],
            censor: '(hidden)',
          },
        },
        destination,
      ],
    }),
  })
}

/**
 * What a statement was and what was in it stays out of the log: values are personal. A line without
 * a message of its own gets that of its error, which no serializer sees, so the error is exchanged.
 */
function logWithoutStatement(
  this: Logger,
  [first, ...rest]: Parameters<LogFn>,
  write: LogFn,
): void {
  const object = Object(first) as { readonly err?: unknown }
  const line =
    object.err === undefined
      ? withoutStatement(first)
      : { ...object, err: withoutStatement(object.err) }
  write.apply(this, [line, ...rest] as Parameters<LogFn>)
}

function withoutStatement(thrown: unknown): unknown {
  if (!(thrown instanceof DrizzleQueryError)) return thrown
  const error = new Error('a database query failed', { cause: thrown.cause })
  delete error.stack // it is the one of this line; the cause has the one that helps
  return error
}

function describeError(thrown: unknown): unknown {
  const error = withoutStatement(thrown)
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause, code } = error as Error & { code?: unknown }
  return {
    type: name,
    message,
    ...(code !== undefined && { code }),
    stack,
    cause: cause === undefined ? undefined : describeError(cause),
  }
}
