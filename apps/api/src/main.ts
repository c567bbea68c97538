import 'reflect-metadata'
import { Logger } from '@nestjs/common'
import { ConfigError, readConfig } from './config.ts'
import { collectDefaultMetrics } from 'prom-client'
import { createApp } from './create-app.ts'
import { endWell } from './http/shutdown.ts'
import { openStandardOutput } from './logging/log-destination.ts'
import { Metrics } from './metrics/metrics.ts'

try {
  const config = readConfig()
  let dropped = (): void => undefined
  const app = await createApp(config, { log: openStandardOutput(() => dropped()) })
  dropped = () => app.get(Metrics).droppedLines.inc()
  endWell(app)
  collectDefaultMetrics({ register: app.get(Metrics).registry })
  await app.listen(config.port, config.host)
  Logger.log(`listening on ${await app.getUrl()}`, 'API')
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return `The API cannot start. ${message}: another program uses the port.`
  return `The API cannot start. ${message}`
}
