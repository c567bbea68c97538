import { Logger, Module } from '@nestjs/common'
import type { DynamicModule, INestApplication, Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import { answerProblem, ProblemFilter } from './problem.filter.ts'

export interface Served {
  /** Sends a request to the app; a body that is no string goes as JSON. */
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    type?: string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>
  readonly close: () => Promise<void>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: unknown
}

/** What was logged as an error; Nest has one logger for all apps of a process. */
export const errors: unknown[] = []
const silent = (): undefined => undefined
const errorLog = { log: silent, warn: silent, error: (message: unknown) => errors.push(message) }

/** Serves controllers by Nest on Fastify, on a free port. */
export async function serve(controllers: Type[], imports: DynamicModule[] = []): Promise<Served> {
  @Module({ imports, controllers })
  class AppModule {}

  Logger.overrideLogger(errorLog)
  const adapter = new FastifyAdapter({
    bodyLimit: 10_000,
    frameworkErrors: (error: unknown, _: unknown, reply: object) => answerProblem(error, reply),
  })
  const app: INestApplication = await NestFactory.create(AppModule, adapter)
  app.useGlobalFilters(new ProblemFilter())
  await app.listen(0, '127.0.0.1')
  const url = await app.getUrl()

  async function call(
    method: string,
    path: string,
    body?: unknown,
    type = 'application/json',
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const text = typeof body === 'string' ? body : (JSON.stringify(body) as string | undefined)
    const headers = { ...(text !== undefined && { 'content-type': type }), ...more }
    const response = await fetch(url + path, { method, headers, body: text ?? null })
    const answer = await response.text()
    const { status } = response
    return { status, headers: response.headers, text: answer, json: parsed(response, answer) }
  }

  return { call, close: () => app.close() }
}

function parsed({ headers }: Response, text: string): unknown {
  return headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined
}
