import type { FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'

/** Counts each answer by its route; addresses that no route has are one route. */
export function countAnswers(fastify: FastifyInstance, metrics: () => Metrics): void {
  fastify.addHook('onResponse', ({ method, routeOptions }, reply, done) => {
    const route = routeOptions.url ?? 'none'
    const status = String(reply.statusCode)
    metrics().requests.observe({ method, route, status }, reply.elapsedTime / 1000)
    done()
  })
}
