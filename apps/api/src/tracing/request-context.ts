import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** What ties together everything that happens because of one request. */
export interface RequestContext {
  readonly requestId: string
  /** The caller's trace, or a new one: W3C Trace Context. */
  readonly traceId: string
  readonly spanId: string
}

const contexts = new AsyncLocalStorage<RequestContext>()

/** The request that is being answered; undefined outside of one. */
export const currentRequest = (): RequestContext | undefined => contexts.getStore()

/** The header that continues this request's trace in another process. */
export const traceparent = ({ traceId, spanId }: RequestContext): string =>
  `00-${traceId}-${spanId}-01`

const known = new WeakMap<FastifyRequest, RequestContext>()

/** Gives each request its context, for as long as it is being answered. */
export function followRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _, done) => {
    const context = readContext(request)
    known.set(request, context)
    contexts.enterWith(context)
    done()
  })
  // a body arrives by events of its socket, which know nothing of the request
  fastify.addHook('preHandler', (request, _, done) => {
    const context = known.get(request)
    if (context) contexts.enterWith(context)
    done()
  })
}

const version00 = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

function readContext({ id, headers }: FastifyRequest): RequestContext {
  const sent = headers['traceparent']
  const traceId = typeof sent === 'string' ? version00.exec(sent)?.[1] : undefined
  const random = randomBytes(24).toString('hex')
  return { requestId: id, traceId: traceId ?? random.slice(16), spanId: random.slice(0, 16) }
}
