import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { Plugin, ViteDevServer } from 'vite'
import type * as Config from '../server/config.ts'
import { callbackPath } from '../server/app-paths.ts'
import { readPostedResponse, withPostedResponse } from '../server/posted-response.ts'

/** In `vite dev`: `/config.json` and `/callback` answer as they do on the built server. */
export function runTimeRoutes(): Plugin {
  return {
    name: 'run-time-routes',
    apply: 'serve',
    async configureServer(server) {
      // loaded by Vite, as Node would need the packages to be built
      const module = await server.ssrLoadModule('/server/config.ts')
      const { readConfig } = module as typeof Config
      const config = readConfig(process.env)
      server.middlewares.use((request, response, next) => {
        const [path, query] = (request.url ?? '/').split('?', 2)
        if (path === '/config.json') {
          response.setHeader('Content-Type', 'application/json')
          response.setHeader('Cache-Control', 'no-store')
          response.end(JSON.stringify(config.public))
          return
        }
        if (path === callbackPath) {
          response.setHeader('Referrer-Policy', 'no-referrer')
          if (request.method === 'POST') {
            void postedDocument(request, server).then((html) => {
              response.setHeader('Content-Type', 'text/html; charset=utf-8')
              response.end(html)
            }, next)
            return
          }
          request.url = query === undefined ? '/callback.html' : `/callback.html?${query}`
        }
        next()
      })
    },
  }
}

async function postedDocument(request: IncomingMessage, server: ViteDevServer): Promise<string> {
  const form = await readPostedResponse(
    new Request(`http://localhost${request.url ?? callbackPath}`, {
      method: 'POST',
      headers: request.headers as Record<string, string>,
      body: Readable.toWeb(request) as ReadableStream<Uint8Array>,
      duplex: 'half',
    } as RequestInit),
  )
  if (typeof form === 'number') throw new Error(`a form that no provider posts: ${form}`)
  const document = await readFile(`${server.config.root}/callback.html`, 'utf8')
  return withPostedResponse(await server.transformIndexHtml('/callback.html', document), form)
}
