import { randomUUID } from 'node:crypto'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import { answerProblem } from '@frontchannel/contract/nest'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { AppModule, type AppOptions } from './app.module.ts'
import type { Config } from './config.ts'
import { answerClientError } from './http/client-error.ts'
import { enforceRequestRules } from './http/request-rules.ts'
import { endConnectionsOnClose } from './http/shutdown.ts'
import { logAnswers } from './logging/access-log.ts'
import { ApplicationLogger } from './logging/application-logger.ts'
import { countAnswers } from './metrics/count-answers.ts'
import { Metrics } from './metrics/metrics.ts'
import { followRequests } from './tracing/request-context.ts'

const bodyLimit = 100 * 1024

/** The application, ready to listen: what `main` starts is what the tests test. */
export async function createApp(
  config: Config,
  options: AppOptions,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit,
    frameworkErrors: (error: unknown, _: unknown, reply: object) => answerProblem(error, reply),
    genReqId: () => randomUUID(),
    requestTimeout: 30_000,
    keepAliveTimeout: 75_000, // longer than that of the proxies in front: they close first
    connectionTimeout: 60_000, // for a peer that stops reading
    // Node looks for late requests every 30 seconds; that is late in itself
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2000 },
    clientErrorHandler: answerClientError,
    routerOptions: { maxParamLength: 100 },
  })
  const fastify = adapter.getInstance()
  followRequests(fastify)
  enforceRequestRules(fastify)
  endConnectionsOnClose(fastify)
  // only bytes so far, whatever they claim to be: nobody has been let in yet
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_, bytes, done) => done(null, bytes))
  // answers are about one person, and refusals must not outlive their reason
  fastify.addHook('onRequest', (_, reply, done) => {
    reply.header('cache-control', 'no-store')
    done()
  })
  await fastify.register(helmet, { contentSecurityPolicy: { directives: apiPolicy } })
  await fastify.register(cors, {
    // one origin, exactly; without credentials, because the token travels in a header
    origin: config.spaOrigin === undefined ? false : [config.spaOrigin],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'if-match', 'idempotency-key'],
    exposedHeaders: ['WWW-Authenticate', 'Retry-After', 'ETag', 'Location'],
    maxAge: 600,
    strictPreflight: false, // an OPTIONS request that is no preflight is one like any other
  })
  logAnswers(fastify)
  countAnswers(fastify, () => app.get(Metrics))
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config, options),
    adapter,
    // silent until the application's own logger takes over
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- options are plain objects, whatever their type says
    { logger: false, bodyParser: false, abortOnError: false },
  )
  app.useLogger(app.get(ApplicationLogger))
  return app
}

/** Answers are data: nothing in them may load or frame anything. */
const apiPolicy = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }
