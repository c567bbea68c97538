import { Hono, type Context } from 'hono'
import { proxy } from 'hono/proxy'
import { appPaths, callbackPath, silentRenewPath } from './app-paths.ts'
import type { ServerConfig } from './config.ts'
import { chooseEncoding, type StoredFile } from './files.ts'
import { commonHeaders, documentHeaders, type DocumentName, type Origins } from './headers.ts'
import { readPostedResponse, withPostedResponse } from './posted-response.ts'

export interface Parts {
  readonly config: ServerConfig
  readonly files: ReadonlyMap<string, StoredFile>
  readonly providerOrigins: () => Promise<Origins>
}

const documents: Readonly<Record<DocumentName, string>> = {
  app: '/index.html',
  callback: '/callback.html',
  'silent-renew': '/silent-renew.html',
}

/** The static server: three documents, hashed assets, the configuration, the back-end's door. */
export function createApp({ config, files, providerOrigins }: Parts): Hono {
  const app = new Hono()
  const common = commonHeaders(config.spaUrl)

  const send = (c: Context, path: string, headers: Record<string, string>, status: 200 | 404) => {
    const file = files.get(path)
    if (!file) return c.text('Not built: run the build of the SPA first.', 500)
    const encoding = chooseEncoding(file, c.req.header('Accept-Encoding'))
    return c.body(file.bodies[encoding] ?? '', status, {
      'Content-Type': file.type,
      Vary: 'Accept-Encoding',
      ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
      ...headers,
    })
  }

  const headersOf = async (name: DocumentName) => {
    const provider = await providerOrigins()
    const origins = { ...provider, connect: [config.apiUrl.origin, ...provider.connect] }
    return documentHeaders(name, origins, config.spaUrl)
  }

  const sendDocument = async (c: Context, name: DocumentName, status: 200 | 404 = 200) =>
    send(c, documents[name], await headersOf(name), status)

  const sendPostedResponse = async (c: Context) => {
    const form = await readPostedResponse(c.req.raw)
    if (typeof form === 'number') return c.text('Not a form that a provider posts', form)
    const document = new TextDecoder().decode(files.get(documents.callback)?.bodies.identity)
    return c.html(withPostedResponse(document, form), 200, await headersOf('callback'))
  }

  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(common)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
  })

  app.all('/backend/*', (c) => toBackend(c, config))

  app.post(callbackPath, sendPostedResponse)

  app.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    return c.text('Method not allowed', 405, { Allow: 'GET, HEAD' })
  })

  app.get('/config.json', (c) => c.json(config.public, 200, { 'Cache-Control': 'no-store' }))
  app.get(callbackPath, (c) => sendDocument(c, 'callback'))
  app.get(silentRenewPath, (c) => sendDocument(c, 'silent-renew'))
  for (const path of Object.values(appPaths)) app.get(path, (c) => sendDocument(c, 'app'))

  app.notFound((c) => {
    const { path } = c.req
    const file = files.get(path)
    // documents have addresses of their own: what they are sent with depends on it
    if (file && !path.endsWith('.html')) {
      const cached = file.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600'
      return send(c, path, { 'Cache-Control': cached }, 200)
    }
    if (isPage(path, c.req.header('Accept'))) return sendDocument(c, 'app', 404)
    return c.text('Not found', 404, { 'Cache-Control': 'no-store' })
  })

  return app
}

/** Whether somebody navigated here, so that the app's own "not found" page may answer. */
function isPage(path: string, accept = ''): boolean {
  const isFile = path.includes('/.') || path.slice(path.lastIndexOf('/')).includes('.')
  return !isFile && !path.startsWith('/assets/') && accept.includes('text/html')
}

async function toBackend(c: Context, { backendUrl, spaUrl }: ServerConfig): Promise<Response> {
  const target = new URL(backendUrl)
  target.pathname = target.pathname.replace(/\/$/, '') + c.req.path.replace(/^\/backend/, '')
  target.search = new URL(c.req.url).search
  try {
    return await proxy(target, {
      raw: c.req.raw,
      redirect: 'manual', // a redirect of the back-end is for the browser
      headers: {
        ...c.req.header(),
        forwarded: undefined,
        'x-forwarded-for': undefined,
        'x-forwarded-host': spaUrl.host,
        'x-forwarded-proto': spaUrl.protocol.slice(0, -1),
      },
    })
  } catch {
    return c.json(
      { type: 'about:blank', title: 'The back-end does not answer', status: 502 },
      502,
      { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
    )
  }
}
