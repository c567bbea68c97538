import { Logger } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'

const patienceMilliseconds = 10_000
const signals = ['SIGTERM', 'SIGINT'] as const

/**
 * Ends the process once its requests are answered: when it is told to, and with an error when
 * something failed that nobody caught, for what state it is in then is anybody's guess.
 */
export function endWell(app: NestFastifyApplication): void {
  const logger = new Logger('API')
  app.enableShutdownHooks([...signals], { useProcessExit: true })
  for (const signal of signals) process.once(signal, exitInTime)

  let failed = false
  const fail = (err: unknown): void => {
    logger.fatal({ msg: 'nobody caught an error: the process ends', err })
    if (failed) return
    failed = true
    exitInTime()
    app.close().then(
      () => process.exit(1),
      () => process.exit(1),
    )
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
}

/** Requests that take longer are cut off: whoever stops us would do it with less care. */
function exitInTime(): void {
  setTimeout(() => process.exit(1), patienceMilliseconds).unref()
}
