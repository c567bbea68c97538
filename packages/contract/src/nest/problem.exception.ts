import { HttpException } from '@nestjs/common'
import {
  buildProblemBody,
  problems,
  type BearerError,
  type ProblemBody,
  type ProblemCode,
  type ProblemDetails,
  type ProblemRow,
} from '../problems.ts'

export interface ProblemAnswer extends ProblemDetails {
  /**
   * More headers of the answer, in lower case. `retry-after` and a challenge come from the row;
   * a fuller challenge, with `scope` or `error_description`, replaces it.
   */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** For the log; never sent. */
  readonly cause?: unknown
}

/** Throw it to refuse: the status, the body and the headers are those of the problem's row. */
export class ProblemException extends HttpException {
  readonly code: ProblemCode
  readonly body: ProblemBody
  readonly headers: Readonly<Record<string, string>>

  constructor(code: ProblemCode, answer: ProblemAnswer = {}) {
    const row: ProblemRow = problems[code]
    const body = buildProblemBody(code, answer)
    super(body, row.status, { cause: answer.cause })
    this.code = code
    this.body = body
    this.headers = {
      ...(row.challenge && { 'www-authenticate': buildChallenge(row.challenge.error) }),
      ...(row.retryAfter !== undefined && { 'retry-after': String(row.retryAfter) }),
      ...answer.headers,
    }
  }
}

// RFC 6750 §3.1: a request without credentials learns no error code
function buildChallenge(error: BearerError | undefined): string {
  return `Bearer realm="timesheets"${error ? `, error="${error}"` : ''}`
}
