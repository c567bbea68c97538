import { Catch, HttpException, Logger } from '@nestjs/common'
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common'
import { problemMediaType, type ProblemCode } from '../problems.ts'
import { ProblemException } from './problem.exception.ts'

/** The part of a reply that Fastify and Express share. */
interface Reply {
  status(status: number): this
  header(name: string, value: string): this
  send(body: string): unknown
}

/**
 * Answers every exception with a problem. What the contract has no code for becomes
 * `internal_error` and goes to the log, not to the client.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(exception: unknown, host: ArgumentsHost): void {
    answerProblem(exception, host.switchToHttp().getResponse<object>())
  }
}

const logger = new Logger('Problem')

/**
 * What the filter does, for places that no filter covers: Fastify's `frameworkErrors`, which
 * answers a badly encoded URL before Nest sees the request.
 */
export function answerProblem(exception: unknown, reply: object): void {
  const problem = toProblem(exception)
  const status = problem.getStatus()
  if (status === 500) logger.error(problem.cause ?? problem)
  // Fastify's own type of `send` depends on the route; what is needed of it is this
  const answer = (reply as Reply).status(status)
  for (const [name, value] of Object.entries(problem.headers)) answer.header(name, value)
  answer.header('cache-control', 'no-store').header('content-type', problemMediaType)
  answer.send(JSON.stringify(problem.getResponse()))
}

/** What a framework refuses by status alone, before a handler is reached or in a stock guard. */
const frameworkCodes: Readonly<Record<number, ProblemCode>> = {
  400: 'validation_failed',
  401: 'missing_credentials',
  403: 'insufficient_scope',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  429: 'rate_limited',
  431: 'headers_too_large',
}

function toProblem(exception: unknown): ProblemException {
  if (exception instanceof ProblemException) return exception
  const status = statusOf(exception)
  if (status === undefined || status < 400 || status > 499) {
    return new ProblemException('internal_error', { cause: exception })
  }
  const code = frameworkCodes[status] ?? 'validation_failed'
  // the framework's own words are left out: they may quote the input
  return new ProblemException(code, {
    cause: exception,
    ...(code === 'validation_failed' && { detail: 'The request cannot be read.' }),
  })
}

function statusOf(exception: unknown): number | undefined {
  if (exception instanceof HttpException) return exception.getStatus()
  // Fastify marks its own errors so: a body that is no JSON, or too long
  const { statusCode } = Object(exception) as { statusCode?: unknown }
  return typeof statusCode === 'number' ? statusCode : undefined
}
