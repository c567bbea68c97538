import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import type { Server } from 'node:http'
import { createApp } from './app.ts'
import { ConfigError, readConfig, type ServerConfig } from './config.ts'
import { readFiles } from './files.ts'
import { providerOrigins } from './provider-origins.ts'

const graceful = 1_000

async function start(config: ServerConfig): Promise<void> {
  const files = await readFiles(fileURLToPath(new URL('../client', import.meta.url)))
  if (!files.has('/index.html')) fail('The SPA is not built: run its build first.')
  const origins = providerOrigins(config.public.issuer)
  void origins() // ask early, so that the first page need not wait
  const app = createApp({ config, files, providerOrigins: origins })
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { requestTimeout: 30_000, headersTimeout: 10_000 },
  }) as Server
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close(() => process.exit(0))
      setTimeout(() => server.closeAllConnections(), graceful).unref()
    })
  }
  server.listen(config.port, config.host)
  await once(server, 'listening')
  console.log(JSON.stringify({ level: 'info', msg: `SPA listening on ${config.spaUrl.origin}` }))
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

try {
  const config = readConfig()
  await start(config).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    fail(`Port ${config.port} is taken: stop what listens there, or set PORT to another one.`)
  })
} catch (error) {
  if (error instanceof ConfigError) fail(error.message)
  throw error
}
