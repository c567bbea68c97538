import { ProblemException } from '@frontchannel/contract/nest'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const mostHeaderLines = 100
const mostInFlight = 1000

/** Refuses, before anything else looks at them, requests that no honest client sends. */
export function enforceRequestRules(fastify: FastifyInstance): void {
  let inFlight = 0
  fastify.addHook('onRequest', (request, reply, done) => {
    inFlight++
    reply.raw.once('close', () => inFlight--)
    done(refusalOf(request, inFlight))
  })
}

function refusalOf(
  { method, raw }: FastifyRequest,
  inFlight: number,
): ProblemException | undefined {
  // beyond this, waiting would only make everybody's answer late: R66
  if (inFlight > mostInFlight) return new ProblemException('overloaded')
  if (!methods.includes(method)) {
    return new ProblemException('method_not_allowed', { headers: { allow: methods.join(', ') } })
  }
  const { rawHeaders } = raw
  if (rawHeaders.length > 2 * mostHeaderLines) return new ProblemException('headers_too_large')
  // Node takes the first of two; whoever routed the request here may have taken the other
  if (countHosts(rawHeaders) > 1) {
    return new ProblemException('validation_failed', { detail: 'The request names two hosts.' })
  }
  return undefined
}

function countHosts(rawHeaders: readonly string[]): number {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length === 4 && name.toLowerCase() === 'host') count++
  }
  return count
}
