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
 *
 * Outside of Nest's router, so that bodies stay bytes and nothing is done to answers.
 */
export function forwardRoutes(forward: Forward) {
  return async (fastify: FastifyInstance): Promise<void> => {
    fastify.removeAllContentTypeParsers()
    fastify.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit },
      (_, body, done) => done(null, body),
    )
    fastify.setErrorHandler((error, { id }, reply) => answerError(error, id, reply))
    for (const route of Object.values(routes) as RouteRow[]) {
      fastify.route({
        method: route.method,
        url: basePath + route.path,
        exposeHeadRoute: false,
        handler: (request, reply) => forward(request, reply, pathOf(route, request)),
      })
    }
  }
}

/** @throws {ProblemException} where a parameter is not what the row says: it would move the path */
function pathOf(route: RouteRow, { params, url }: FastifyRequest): string {
  const parsed = route.params ? z.safeParse(route.params, params) : { success: true, data: {} }
  if (!parsed.success) {
    throw new ProblemException('validation_failed', { detail: 'The path is not one of the API.' })
  }
  const values = parsed.data as Readonly<Record<string, unknown>>
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(values[name])),
  )
  const query = /\?[^#]*/.exec(url)?.[0] ?? ''
  return basePath + path + query
}
