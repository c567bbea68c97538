import { Controller, Get, Header } from '@nestjs/common'
import { Public } from '../access-token/decorators.ts'
import { Metrics } from './metrics.ts'

@Public()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** For Prometheus. Holds nothing about anybody; the proxy in front need not pass it on. */
  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  read(): Promise<string> {
    return this.metrics.registry.metrics()
  }
}
