import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerError } from './answer-error.ts'

/** Answers every exception of Nest's routes with a problem. */
@Catch()
export class BackEndProblemFilter implements ExceptionFilter {
  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp()
    const { id } = http.getRequest<FastifyRequest>()
    answerError(exception, id, http.getResponse<FastifyReply>())
  }
}
