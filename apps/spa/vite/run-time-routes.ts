import type { Plugin } from 'vite'
import type * as Config from '../server/config.ts'
import { callbackPath } from '../server/app-paths.ts'

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
          request.url = query === undefined ? '/callback.html' : `/callback.html?${query}`
        }
        next()
      })
    },
  }
}
