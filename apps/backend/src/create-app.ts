import { randomUUID } from 'node:crypto'
import { backEndPath } from '@frontchannel/contract/session'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Logger } from 'nestjs-pino'
import { Forwarder } from './api/forwarder.ts'
import { forwardRoutes } from './api/forward-routes.ts'
import { AppModule } from './app.module.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { answerError } from './http/answer-error.ts'
import { guardRequests } from './http/guard-requests.ts'
import { logAnswers } from './logging/access-log.ts'

const bodyLimit = 32 * 1024 // a hand-off with the longest code
const formLimit = 64 * 1024

/** What a test puts in the place of the real ones. */
export interface Surroundings {
  readonly now?: Clock
  readonly logTo?: NodeJS.WritableStream | undefined
}

/** The whole back-end, not listening yet: what `main` starts is what the tests attack. */
export async function createApp(
  config: Config,
  { now = () => new Date(), logTo }: Surroundings = {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit,
    genReqId: () => randomUUID(),
    requestTimeout: 30_000,
    keepAliveTimeout: 75_000, // longer than that of the proxies in front: they close first
    http: { headersTimeout: 10_000 },
    routerOptions: { maxParamLength: 100 },
    // a proxy in front may leave the prefix on or take it off
    rewriteUrl: ({ url = '/' }) =>
      url.startsWith(`${backEndPath}/`) ? url.slice(backEndPath.length) : url,
    frameworkErrors: (error: Error, { id }: FastifyRequest, reply: FastifyReply) =>
      answerError(error, id, reply),
  })
  const fastify = adapter.getInstance()
  guardRequests(fastify, config)
  logAnswers(fastify)
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formLimit },
    (_, body, done) => done(null, new URLSearchParams(String(body))),
  )
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config, now, logTo),
    adapter,
    // silent until the application's own logger takes over
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- a bag of options that Nest declares as a class
    { logger: false, bodyParser: false, abortOnError: false },
  )
  const forwarder = app.get(Forwarder)
  await fastify.register(
    forwardRoutes((request, reply, path) => forwarder.forward(request, reply, path)),
  )
  app.useBodyParser('application/json', { bodyLimit })
  app.useLogger(app.get(Logger))
  return app
}
