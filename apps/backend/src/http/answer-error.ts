import { Logger } from '@nestjs/common'
import { ProtocolError } from '@frontchannel/conformance'
import { answerProblem, ProblemException } from '@frontchannel/contract/nest'
import { ProviderError, TokenError } from '@frontchannel/relying-party'
import type { FastifyReply } from 'fastify'
import { isOutage, withoutStatement } from '../database/database-error.ts'
import { Problem, sendProblem } from './problem.ts'

const logger = new Logger('Problem')

/** Answers an error with a problem: our own, the contract's, or `internal_error`. */
export function answerError(error: unknown, requestId: unknown, reply: FastifyReply): void {
  const problem = toProblem(error)
  if (!(problem instanceof Problem)) {
    if (problem) logger.warn({ msg: 'the database is not available', err: error, requestId })
    answerProblem(problem ?? withoutStatement(error), reply)
    return
  }
  const { code, members } = problem
  logger.warn({ msg: 'refused', code, ...members, requestId })
  // of the demo: what led to the refusal
  const { trace } = error as { readonly trace?: unknown }
  sendProblem(reply, code, requestId, { ...members, ...(trace !== undefined && { trace }) })
}

function toProblem(error: unknown): Problem | ProblemException | undefined {
  if (error instanceof Problem) return error
  if (error instanceof ProtocolError) {
    const { check, requirements, expected, actual } = error
    return new Problem('login_refused', { check, requirements, expected, actual })
  }
  if (error instanceof TokenError) {
    // an outage may have a JSON body, too
    const isAway = error.status >= 500 || error.status === 429
    // the provider's code, not its words: those are for the log
    return isAway
      ? new Problem('provider_unavailable', { failure: 'status' })
      : new Problem('login_not_completed', { error: error.error })
  }
  if (error instanceof ProviderError) {
    return new Problem('provider_unavailable', { failure: error.failure })
  }
  return isOutage(error) ? new ProblemException('database_unavailable') : undefined
}
