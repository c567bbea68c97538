import 'reflect-metadata'
import { ConfigError, readConfig } from './config.ts'
import { createApp } from './create-app.ts'

const patienceMilliseconds = 4_500 // whoever stops us waits five seconds

try {
  const { port, host } = readConfig()
  const app = await createApp(readConfig())
  await app.listen(port, host)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), patienceMilliseconds).unref()
      void app.close().then(() => process.exit(0))
    })
  }
} catch (error) {
  console.error(sentence(error))
  process.exit(1)
}

function sentence(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number }
  if (code !== 'EADDRINUSE') return `The back-end cannot start: ${message}`
  return `The back-end cannot start: port ${port} is taken. Stop the program that uses it, or set PORT.`
}
