import { Logger } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyInstance } from 'fastify'

const patienceMilliseconds = 10_000
const lookAgainMilliseconds = 50
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

/**
 * Has connections end with the answer that was under way on them. Node closes those that are idle
 * when a server is told to close, and keeps the others for their next request: R61.
 */
export function endConnectionsOnClose(fastify: FastifyInstance): void {
  let closing = false
  fastify.addHook('preClose', (done) => {
    closing = true
    const { server } = fastify
    const timer = setInterval(() => server.closeIdleConnections(), lookAgainMilliseconds)
    server.once('close', () => clearInterval(timer))
    done()
  })
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) reply.header('connection', 'close')
    done(null, payload)
  })
}

/** Requests that take longer are cut off: whoever stops us would do it with less care. */
function exitInTime(): void {
  setTimeout(() => process.exit(1), patienceMilliseconds).unref()
}
