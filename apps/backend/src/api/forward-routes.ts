import { basePath, routes, type RouteRow } from '@frontchannel/contract'
import { ProblemException } from '@frontchannel/contract/nest'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { answerError } from '../http/answer-error.ts'

type Forward = (request: FastifyRequest, reply: FastifyReply, path: string) => Promise<void>

const bodyLimit = 100 * 1024 // what the API reads

/**
 * One route for each row of the contract, and nothing else: what the API has besides cannot be
 * reached through here, however it is spelled. The path that is sent is made anew from the row.
 */
export function forwardRoutes(fastify: FastifyInstance, forward: Forward): void {
  // bodies stay bytes: the API judges them
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit },
    (_, body, done) => done(null, body),
  )
  fastify.setErrorHandler((error, { id }, reply) => answerError(error, id, reply))
  fastify.setNotFoundHandler(({ id }, reply) =>
    answerError(new ProblemException('not_found'), id, reply),
  )
  for (const route of Object.values(routes) as RouteRow[]) {
    const pathOf = pathMaker(route)
    fastify.route({
      method: route.method,
      url: basePath + route.path,
      exposeHeadRoute: false,
      handler: (request, reply) => forward(request, reply, pathOf(request) + queryOf(request)),
    })
  }
}

function pathMaker({ path, params: schema }: RouteRow): (request: FastifyRequest) => string {
  if (!schema) return () => basePath + path
  return ({ params }) => {
    const parsed = z.safeParse(schema, params)
    // what is not as the row says could move the path
    if (!parsed.success) {
      throw new ProblemException('validation_failed', { detail: 'The path is not one of the API.' })
    }
    const values = parsed.data as Readonly<Record<string, unknown>>
    return (
      basePath +
      path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])))
    )
  }
}

function queryOf({ url }: FastifyRequest): string {
  const at = url.indexOf('?')
  return at < 0 ? '' : url.slice(at).replace(/#.*/, '')
}
