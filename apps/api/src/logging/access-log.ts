import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PinoLogger } from 'nestjs-pino'
import type { AccessRefused } from '../access-token/errors.ts'
import { describeRefusal } from '../access-token/refusals.ts'

const refusals = new WeakMap<FastifyRequest, AccessRefused>()

/** Has the line of this request say why it was refused: a flood is to cost one line a request. */
export function noteRefusal(request: FastifyRequest, refused: AccessRefused): void {
  refusals.set(request, refused)
}

/** One line for each answer: which route, not which address, because addresses hold ids. */
export function logAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const answer = {
      method: request.method,
      route: request.routeOptions.url ?? '(none)',
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
    }
    const refused = refusals.get(request)
    if (refused) PinoLogger.root.warn({ ...answer, ...describeRefusal(refused, request.id) })
    else PinoLogger.root.info(answer, 'answered')
    done()
  })
}
