import { LoggerModule } from 'nestjs-pino'
import { config, type Config } from '../config.ts'

/**
 * JSON lines, each with the id of its request. Headers and bodies are not logged at all: what is
 * not written needs no redaction. The paths below catch what somebody adds by mistake.
 */
export const LoggingModule = LoggerModule.forRootAsync({
  inject: [config],
  useFactory: ({ logLevel }: Config) => ({
    pinoHttp: {
      level: logLevel,
      autoLogging: false, // the access log writes one line per request itself
      quietReqLogger: true,
      customAttributeKeys: { reqId: 'requestId' },
      genReqId: ({ id }) => id,
      wrapSerializers: false,
      serializers: {
        req: () => undefined,
        err: describeError,
      },
      redact: {
        paths: ['authorization', 'cookie', 'token', 'accessToken', '*.authorization', '*.cookie'],
        censor: '(hidden)',
      },
    },
  }),
})

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
