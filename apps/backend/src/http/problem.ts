import { problemMediaType } from '@frontchannel/contract'
import {
  backEndProblems,
  type BackEndProblemCode,
  type BackEndProblemRow,
} from '@frontchannel/contract/session'

/** Members beyond those of RFC 9457. None holds a token, a code or a secret. */
export type ProblemMembers = Readonly<Record<string, unknown>>

/** Throw it to refuse: status, body and headers are those of the problem's row. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: BackEndProblemCode
  readonly members: ProblemMembers

  constructor(code: BackEndProblemCode, members: ProblemMembers = {}, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.members = members
  }
}

/** The part of a reply that is needed here. */
interface Reply {
  code(status: number): this
  header(name: string, value: string): this
  send(body: string): unknown
}

/** @param requestId lets whoever sees the answer name it to whoever reads the log */
export function sendProblem(
  reply: Reply,
  code: BackEndProblemCode,
  requestId: unknown,
  members: ProblemMembers = {},
): void {
  const { status, title, retryAfter }: BackEndProblemRow = backEndProblems[code]
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  reply.code(status).header('content-type', problemMediaType)
  reply.send(
    JSON.stringify({
      type: `https://timesheets.example.com/problems/${code}`,
      title,
      status,
      code,
      instance: `urn:uuid:${String(requestId)}`,
      ...members,
    }),
  )
}
