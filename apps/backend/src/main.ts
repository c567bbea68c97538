import 'reflect-metadata'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { ConfigError, readConfig } from './config.ts'

const patienceMilliseconds = 4_500 // whoever stops us waits five seconds

try {
  const config = readConfig()
  if (config.sessionKeysAreNew) {
    console.warn('{"level":40,"msg":"SESSION_KEYS is not set: sessions end with this process"}')
  }
  // loaded once the configuration is known to be good: a mistake in it is told at once
  const { createApp } = await import('./create-app.ts')
  const app = await createApp(config)
  await app.listen(config.port, config.host)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(app))
} catch (error) {
  process.stderr.write(`${sentence(error)}\n`)
  process.exit(1)
}

/** Lets requests finish that are under way, and exits; in time in any case. */
function stop(app: NestFastifyApplication): void {
  setTimeout(() => process.exit(1), patienceMilliseconds).unref()
  // a connection whose last answer ends now would stay open for the next request
  const server = app.getHttpServer()
  setInterval(() => server.closeIdleConnections(), 50).unref()
  void app.close().then(() => process.exit(0))
}

function sentence(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number }
  if (code !== 'EADDRINUSE') return `The back-end cannot start. ${message}`
  return `The back-end cannot start. Port ${port} is taken: stop the program that uses it, or set PORT.`
}
