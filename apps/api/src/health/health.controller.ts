import { Controller, Get, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { Public } from '../access-token/decorators.ts'
import { HealthService, type Health } from './health.service.ts'

@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** The process answers. Restarting it would help if this failed. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' }
  }

  /** Requests should be sent here. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const health = await this.health.read()
    if (health.status === 'unavailable') reply.status(503)
    return health
  }
}
