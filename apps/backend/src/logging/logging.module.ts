import { LoggerModule } from 'nestjs-pino'
import type { DynamicModule } from '@nestjs/common'
import type { Config } from '../config.ts'
import { withoutStatement } from '../database/database-error.ts'
import { gatheringOutput } from './gathering-output.ts'

/**
 * JSON lines. Headers, cookies and bodies are not logged at all: what is not written needs no
 * redaction. The paths below catch what somebody adds by mistake.
 */
export function loggingModule({ logLevel }: Config, logTo?: NodeJS.WritableStream): DynamicModule {
  return LoggerModule.forRoot({
    // nothing runs per request: the access log writes one line itself
    forRoutes: [],
    pinoHttp: {
      level: logLevel,
      // else they are given what pino-http's own ones have made of an error, statements included
      wrapSerializers: false,
      serializers: { err: describeError },
      redact: {
        paths: ['authorization', 'cookie', 'token', '*.authorization', '*.cookie', '*.token'],
        censor: '(hidden)',
      },
      stream: logTo ?? gatheringOutput(),
    },
  })
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
    ...(cause !== undefined && { cause: describeError(cause) }),
  }
}
