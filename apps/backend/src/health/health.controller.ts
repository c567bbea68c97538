import { Controller, Get, Header, ServiceUnavailableException } from '@nestjs/common'
import type { BeforeApplicationShutdown } from '@nestjs/common'

interface Health {
  readonly status: 'ok'
}

@Controller('health')
export class HealthController implements BeforeApplicationShutdown {
  private stopping = false

  /** The process runs: no reason to restart it. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  live(): Health {
    return { status: 'ok' }
  }

  /** The process takes requests: a load balancer may send some. */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  ready(): Health {
    if (this.stopping) throw new ServiceUnavailableException('The back-end is stopping.')
    return { status: 'ok' }
  }

  beforeApplicationShutdown(): void {
    this.stopping = true
  }
}
