import { LoggerModule } from 'nestjs-pino'
import type { DynamicModule } from '@nestjs/common'
import type { Config } from '../config.ts'

/**
 * JSON lines. Headers, cookies and bodies are not logged at all: what is not written needs no
 * redaction. The paths below catch what somebody adds by mistake.
 */
export function loggingModule({ logLevel }: Config, stream?: NodeJS.WritableStream): DynamicModule {
  return LoggerModule.forRoot({
    // nothing runs per request: the access log writes one line itself
    forRoutes: [],
    pinoHttp: {
      level: logLevel,
      serializers: { err: describeError },
      redact: {
        paths: ['authorization', 'cookie', 'token', '*.authorization', '*.cookie', '*.token'],
        censor: '(hidden)',
      },
      ...(stream && { stream }),
    },
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
