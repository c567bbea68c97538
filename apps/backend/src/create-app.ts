import { randomUUID } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import { basePath } from '@frontchannel/contract'
import { backEndPath } from '@frontchannel/contract/session'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { fastify, type FastifyReply, type FastifyRequest, type FastifyServerOptions } from 'fastify'
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

/** Of the server that both listen through. */
const serverOptions = {
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 75_000, // longer than that of the proxies in front: they close first
}

/** Of both: how a request becomes one of ours. */
const requestOptions = {
  genReqId: () => randomUUID(),
  routerOptions: { maxParamLength: 100 },
  // a proxy in front may leave the prefix on or take it off
  rewriteUrl: ({ url = '/' }) =>
    url.startsWith(`${backEndPath}/`) ? url.slice(backEndPath.length) : url,
  frameworkErrors: (error: Error, { id }: FastifyRequest, reply: FastifyReply) =>
    answerError(error, id, reply),
} satisfies FastifyServerOptions

/**
 * Forwarded requests have a Fastify to themselves: Nest's hooks would cost each of them as much as
 * its session does, and do nothing for it.
 */
const isForTheApi = (url = '/'): boolean =>
  url.startsWith(`${backEndPath}${basePath}/`) || url.startsWith(`${basePath}/`)

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
  const forwarding = fastify(requestOptions)
  const adapter = new FastifyAdapter({
    ...requestOptions,
    bodyLimit,
    serverFactory: (serveOwn: RequestListener) => {
      const forward: RequestListener = (request, response) => forwarding.routing(request, response)
      return createServer(serverOptions, (request, response) =>
        (isForTheApi(request.url) ? forward : serveOwn)(request, response),
      )
    },
  })
  const own = adapter.getInstance()
  for (const server of [own, forwarding]) {
    guardRequests(server, config)
    logAnswers(server)
  }
  own.addContentTypeParser(
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
  forwardRoutes(forwarding, (request, reply, path) => forwarder.forward(request, reply, path))
  await forwarding.ready()
  app.useBodyParser('application/json', { bodyLimit })
  app.useLogger(app.get(Logger))
  return app
}
