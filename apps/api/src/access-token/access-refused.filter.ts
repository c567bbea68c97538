import { Catch, Inject, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import {
  buildProblemBody,
  problemMediaType,
  problems,
  type ProblemRow,
} from '@frontchannel/contract'
import type { FastifyReply } from 'fastify'
import { AccessRefused, buildChallenge } from './errors.ts'
import { accessTokenOptions, type AccessTokenOptions } from './options.ts'

/** Answers a refusal as RFC 6750 §3 asks. The log learns which check refused; the peer does not. */
@Catch(AccessRefused)
export class AccessRefusedFilter implements ExceptionFilter<AccessRefused> {
  readonly #logger = new Logger('AccessToken')

  constructor(@Inject(accessTokenOptions) private readonly options: AccessTokenOptions) {}

  catch(refused: AccessRefused, host: ArgumentsHost): void {
    this.options.onRefusal?.(refused)
    const { code, description, refusal, cause } = refused
    this.#logger.warn({
      msg: 'access refused',
      code,
      ...refusal,
      ...(cause !== undefined && { err: cause }),
    })
    const { status, retryAfter }: ProblemRow = problems[code]
    const challenge = buildChallenge(refused, this.options)
    const reason = this.options.explain && refusal ? ` (${refusal.check})` : ''
    const detail = description && `${description}${reason}.`
    const reply = host.switchToHttp().getResponse<FastifyReply>()
    const instance = `urn:uuid:${reply.request.id}`
    reply
      .status(status)
      .headers({
        'content-type': problemMediaType,
        'cache-control': 'no-store',
        ...(challenge !== undefined && { 'www-authenticate': challenge }),
        ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      })
      .send(JSON.stringify(buildProblemBody(code, { detail, instance })))
  }
}
