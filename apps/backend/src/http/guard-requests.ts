import { Logger } from '@nestjs/common'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { sendProblem } from './problem.ts'
import { foreignness } from './same-origin.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `anyone`: a load balancer or the provider may call it; neither has a session. */
    callers?: 'anyone'
  }
}

const logger = new Logger('Guard')

/** Headers of every answer. Answers are data: nothing in them may load or frame anything. */
export const answerHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  vary: 'Cookie, Sec-Fetch-Site, Origin',
  'x-content-type-options': 'nosniff',
}

/**
 * Runs before every route, unknown ones included: refuses whoever is not one of our own pages.
 * Whatever is sent gets the headers that every answer carries, of which none is CORS; who writes
 * past Fastify adds them.
 */
export function guardRequests(fastify: FastifyInstance, { spaOrigin, hosts }: Config): void {
  fastify.addHook('onSend', (_, reply, payload, done) => {
    reply.headers(answerHeaders)
    done(null, payload)
  })
  fastify.addHook('onRequest', (request, reply, done) => {
    const reason =
      request.routeOptions.config.callers === 'anyone'
        ? undefined
        : isOurHost(request.headers.host, hosts)
          ? foreignness(request, spaOrigin)
          : 'host'
    if (reason === undefined) {
      done()
      return
    }
    logger.warn({ msg: 'refused', code: 'foreign_request', reason, requestId: request.id })
    // one answer to all of them: whether there is a session must not show
    sendProblem(reply, 'foreign_request', request.id)
  })
}

/** Whether a request is for a name of ours, and not for one that an attacker made point here. */
function isOurHost(host: string | undefined, hosts: ReadonlySet<string> | undefined): boolean {
  if (!hosts) return true
  const url = URL.parse(`http://${host ?? ''}`)
  return url !== null && hosts.has(url.hostname)
}
