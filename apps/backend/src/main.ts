import 'reflect-metadata'
import { ConfigError, readConfig } from './config.ts'
import { createApp } from './create-app.ts'

const patienceMilliseconds = 4_500 // whoever stops us waits five seconds

try {
  const config = readConfig()
  if (config.sessionKeysAreNew) {
    console.warn('{"level":40,"msg":"SESSION_KEYS is not set: sessions end with this process"}')
  }
  const app = await createApp(config)
  await app.listen(config.port, config.host)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => setTimeout(() => process.exit(1), patienceMilliseconds).unref())
  }
} catch (error) {
  process.stderr.write(`${sentence(error)}\n`)
  process.exit(1)
}

function sentence(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number }
  if (code !== 'EADDRINUSE') return `The back-end cannot start. ${message}`
  return `The back-end cannot start. Port ${port} is taken: stop the program that uses it, or set PORT.`
}
