import { Controller, Get, Res } from '@nestjs/common'
import { RouteConfig } from '@nestjs/platform-fastify'
import type { FastifyReply } from 'fastify'
import { HealthService, type Health } from './health.service.ts'

@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** The process answers. Restarting it would help if this failed. */
  @Get('live')
  @RouteConfig({ callers: 'anyone' })
  live(): { status: 'ok' } {
    return { status: 'ok' }
  }

  /** Requests should be sent here. */
  @Get('ready')
  @RouteConfig({ callers: 'anyone' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const health = await this.health.read()
    if (health.status === 'unavailable') reply.status(503)
    return health
  }
}
