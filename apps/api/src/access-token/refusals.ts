import { Inject, Injectable, Logger } from '@nestjs/common'
import {
  buildProblemBody,
  problemMediaType,
  problems,
  type ProblemRow,
} from '@frontchannel/contract'
import type { FastifyReply } from 'fastify'
import type { OutgoingHttpHeaders } from 'node:http'
import { buildChallenge, type AccessRefused } from './errors.ts'
import { accessTokenOptions, type AccessTokenOptions } from './options.ts'

/** An answer but for the id of its request. */
interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly beforeId: string
  readonly afterId: string
}

const placeForId = '{id}'

/** What a log says of a refusal: the check that refused, never what it refused. */
export const describeRefusal = (
  { code, refusal, cause }: AccessRefused,
  requestId: string,
): object => ({
  msg: 'access refused',
  requestId,
  code,
  ...refusal,
  ...(cause !== undefined && { err: cause }),
})

/** Answers refusals as RFC 6750 §3 asks. The log learns which check refused; the peer does not. */
@Injectable()
export class Refusals {
  readonly #logger = new Logger('AccessToken')
  /** One for each reason and route: a refusal is to cost less than what it refuses. */
  readonly #answers = new Map<string, Answer>()

  constructor(@Inject(accessTokenOptions) private readonly options: AccessTokenOptions) {}

  answer(refused: AccessRefused, reply: FastifyReply): void {
    const { request } = reply
    this.options.onRefusal?.(refused, request)
    if (this.options.logRefusals !== false) this.#logger.warn(describeRefusal(refused, request.id))
    const { status, headers, beforeId, afterId } = this.#answerTo(refused)
    const body = beforeId + request.id + afterId
    // past what Fastify does for answers of any kind; what hooks have set stays, all of it is ASCII
    reply.headers({ ...headers, 'content-length': body.length }).hijack()
    reply.raw.writeHead(status, reply.getHeaders() as OutgoingHttpHeaders)
    reply.raw.end(body, 'latin1')
  }

  #answerTo(refused: AccessRefused): Answer {
    const known = this.#answers.get(refused.kind)
    if (known) return known
    const answer = this.#build(refused)
    this.#answers.set(refused.kind, answer)
    return answer
  }

  #build(refused: AccessRefused): Answer {
    const { code, description, refusal } = refused
    const { status, retryAfter }: ProblemRow = problems[code]
    const challenge = buildChallenge(refused, this.options)
    const reason = this.options.explain && refusal ? ` (${refusal.check})` : ''
    const detail = description && `${description}${reason}.`
    const instance = `urn:uuid:${placeForId}`
    const body = JSON.stringify(buildProblemBody(code, { detail, instance }))
    const [beforeId = '', afterId = ''] = body.split(placeForId)
    const headers = {
      'content-type': problemMediaType,
      'cache-control': 'no-store',
      ...(challenge !== undefined && { 'www-authenticate': challenge }),
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    }
    return { status, headers, beforeId, afterId }
  }
}
