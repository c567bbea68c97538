import { HttpException } from '@nestjs/common'
import {
  buildProblemBody,
  problems,
  type ProblemCode,
  type ProblemDetails,
  type ProblemRow,
} from '../problems.ts'

export interface ProblemAnswer extends ProblemDetails {
  /** Headers of the answer: `www-authenticate`, `allow`. `retry-after` comes from the row. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** For the log; never sent. */
  readonly cause?: unknown
}

/** Throw it to refuse: the status, the body and the headers are those of the problem's row. */
export class ProblemException extends HttpException {
  readonly code: ProblemCode
  readonly headers: Readonly<Record<string, string>>

  constructor(code: ProblemCode, answer: ProblemAnswer = {}) {
    const row: ProblemRow = problems[code]
    super(buildProblemBody(code, answer), row.status, { cause: answer.cause })
    this.code = code
    this.headers = {
      ...(row.retryAfter !== undefined && { 'retry-after': String(row.retryAfter) }),
      ...answer.headers,
    }
  }
}
