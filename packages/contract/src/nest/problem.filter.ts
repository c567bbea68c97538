import { Catch, HttpException, Logger } from '@nestjs/common'
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common'
import { problemMediaType, problems, type ProblemCode, type ProblemRow } from '../problems.ts'
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
  readonly #logger = new Logger('Problem')

  catch(exception: unknown, host: ArgumentsHost): void {
    const problem = toProblem(exception)
    const status = problem.getStatus()
    if (status === 500) this.#logger.error(problem.cause ?? problem)
    const reply = host.switchToHttp().getResponse<Reply>().status(status)
    for (const [name, value] of Object.entries(problem.headers)) reply.header(name, value)
    reply.header('cache-control', 'no-store')
    reply.header('content-type', problemMediaType).send(JSON.stringify(problem.getResponse()))
  }
}

/** Problems that a framework raises by status alone, before a handler is reached. */
const frameworkCodes: readonly ProblemCode[] = [
  'not_found',
  'method_not_allowed',
  'payload_too_large',
  'unsupported_media_type',
  'rate_limited',
  'headers_too_large',
  'validation_failed',
]

function toProblem(exception: unknown): ProblemException {
  if (exception instanceof ProblemException) return exception
  const status = statusOf(exception)
  const code = frameworkCodes.find((known) => (problems[known] as ProblemRow).status === status)
  return new ProblemException(code ?? 'internal_error', {
    cause: exception,
    // the framework's own words may quote the input
    ...(code === 'validation_failed' && { detail: 'The request cannot be read.' }),
  })
}

function statusOf(exception: unknown): unknown {
  if (exception instanceof HttpException) return exception.getStatus()
  // Fastify marks its own errors so: a body that is no JSON, or too long
  return (exception as { statusCode?: unknown } | null)?.statusCode
}
