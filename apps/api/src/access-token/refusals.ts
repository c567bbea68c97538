import { Inject, Injectable, Logger } from '@nestjs/common'
import {
  buildProblemBody,
  problemMediaType,
  problems,
  type ProblemRow,
} from '@frontchannel/contract'
import type { FastifyReply } from 'fastify'
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

/** Answers refusals as RFC 6750 §3 asks. The log learns which check refused; the peer does not. */
@Injectable()
export class Refusals {
  readonly #logger = new Logger('AccessToken')
  /** One for each reason and route: a refusal is to cost less than what it refuses. */
  readonly #answers = new Map<string, Answer>()

  constructor(@Inject(accessTokenOptions) private readonly options: AccessTokenOptions) {}

  answer(refused: AccessRefused, reply: FastifyReply): void {
    this.options.onRefusal?.(refused)
    const { code, refusal, cause } = refused
    const err = cause === undefined ? {} : { err: cause }
    this.#logger.warn({ msg: 'access refused', code, ...refusal, ...err })
    const { status, headers, beforeId, afterId } = this.#answerTo(refused)
    reply
      .status(status)
      .headers(headers)
      .send(beforeId + reply.request.id + afterId)
  }

  #answerTo(refused: AccessRefused): Answer {
    const { code, refusal, scopes } = refused
    const key = `${code} ${refusal?.check ?? ''} ${scopes.join(' ')}`
    const known = this.#answers.get(key)
    if (known) return known
    const answer = this.#build(refused)
    this.#answers.set(key, answer)
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
