import type { FastifyInstance } from 'fastify'
import { PinoLogger } from 'nestjs-pino'

/** One line for each answer: which route, not which address, because addresses hold ids. */
export function logAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    PinoLogger.root.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? '(none)',
        status: reply.raw.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
    done()
  })
}
