import { Hono } from 'hono'
import type { Handler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getPath } from 'hono/utils/url'
import { corsHeaders, preflight } from './cors.ts'
import { errorPage } from './endpoints/error-page.ts'
import { endpoints } from './endpoints/table.ts'
import type { Endpoint } from './endpoints/table.ts'
import type { Exchange, ExchangeEnv } from './exchange.ts'
import { misbehave } from './faults/http.ts'
import { describeAnswer } from './log/describe-answer.ts'
import { OAuthError } from './refusals.ts'
import { UnreadableBody } from './parameters.ts'
import type { Provider } from './provider.ts'

/** More than any honest request has. */
const largestBody = 256 * 1024

/**
 * Routes requests to endpoints: those of the tenant at the root of the issuer, and those of the
 * tenants below `t/{id}/`.
 */
export function createApp(
  root: string,
  findProvider: (tenantId: string | undefined) => Provider | undefined,
): Hono<ExchangeEnv> {
  const app = new Hono<ExchangeEnv>({ getPath: pathOf })
  app.use(bodyLimit({ maxSize: largestBody }))
  const route = (endpoint: Endpoint, answer: Endpoint['answer']): Handler<ExchangeEnv> => {
    return (exchange) => {
      const provider = findProvider(exchange.req.param('tenant'))
      return provider ? respond(exchange, provider, endpoint, answer) : notFound()
    }
  }
  for (const issuerPath of [root, `${root}t/:tenant/`]) {
    for (const endpoint of endpoints) {
      app.on([...endpoint.methods], pathsOf(endpoint, issuerPath), route(endpoint, endpoint.answer))
    }
    for (const endpoint of endpoints) {
      for (const path of pathsOf(endpoint, issuerPath)) {
        app.all(path, route(endpoint, refuseMethod(endpoint)))
      }
    }
  }
  app.notFound(notFound)
  return app
}

/** Clients that append "/.well-known" to an issuer ask with two slashes if it ends with one. */
const pathOf = (request: Request): string =>
  getPath(request).replace(/\/{2,}(?=\.well-known\/)/, '/')

/** OIDC Discovery appends the well-known name to the issuer, RFC 8414 §3.1 inserts it before the path. */
function pathsOf({ id, path }: Endpoint, issuerPath: string): string[] {
  const appended = `${issuerPath}${path}`
  if (id !== 'discovery') return [appended]
  const inserted = `/${path}${issuerPath}`
  return [appended, inserted, inserted.replace(/\/$/, '')]
}

const notFound = (): Response => Response.json({ error: 'not_found' }, { status: 404 })

async function respond(
  exchange: Exchange,
  provider: Provider,
  endpoint: Endpoint,
  answer: Endpoint['answer'],
): Promise<Response> {
  const { method, raw, path } = exchange.req
  const { entry, end } = provider.log.begin({ endpoint: endpoint.id, method, path })
  const cookies: string[] = []
  exchange.set('provider', provider)
  exchange.set('entry', entry)
  exchange.set('cookies', cookies)
  const response = await misbehave(provider, entry, () =>
    answerOrRefuse(exchange, endpoint, answer),
  )
  // the tenant's clock, which tokens go by; a server would say its own
  response.headers.set('Date', provider.now().toUTCString())
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie)
  for (const [name, value] of Object.entries(corsHeaders(provider, endpoint, raw))) {
    response.headers.set(name, value)
  }
  end(response.status)
  return response
}

async function answerOrRefuse(
  exchange: Exchange,
  endpoint: Endpoint,
  answer: Endpoint['answer'],
): Promise<Response> {
  const { entry } = exchange.var
  try {
    const response = await answer(exchange)
    await describeAnswer(entry, response)
    return response
  } catch (error) {
    const refusal =
      error instanceof UnreadableBody ? new OAuthError('request.body', error.message) : error
    if (!(refusal instanceof OAuthError)) {
      entry.error = 'server_error'
      entry.failure = error instanceof Error ? error.stack : String(error)
      return Response.json({ error: 'server_error' }, { status: 500 })
    }
    entry.refused = refusal.check
    entry.error = refusal.code
    if (!endpoint.pages) return refusal.toResponse()
    return errorPage(exchange, { error: 'invalid_request', description: refusal.message })
  }
}

/** The other methods of a path: a preflight, or a mistake. */
function refuseMethod(endpoint: Endpoint): Endpoint['answer'] {
  return (exchange) => {
    const { provider } = exchange.var
    const { method, raw } = exchange.req
    if (method === 'OPTIONS' && endpoint.cors) return preflight(provider, endpoint, raw)
    const allowed = endpoints.filter(({ path }) => path === endpoint.path)
    throw new OAuthError('request.method', 'this method is not allowed here', {
      Allow: allowed.flatMap(({ methods }) => methods).join(', '),
    })
  }
}
