import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { AccessRefused } from './errors.ts'
import { Refusals } from './refusals.ts'

@Catch(AccessRefused)
export class AccessRefusedFilter implements ExceptionFilter<AccessRefused> {
  constructor(private readonly refusals: Refusals) {}

  catch(refused: AccessRefused, host: ArgumentsHost): void {
    this.refusals.answer(refused, host.switchToHttp().getResponse<FastifyReply>())
  }
}
