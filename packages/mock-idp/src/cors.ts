import type { Endpoint } from './endpoints/table.ts'
import type { Provider } from './provider.ts'

/**
 * The CORS headers for one request: for endpoints that scripts may read, and origins that a client
 * registered. With credentials only where a ticket is bound to the browser: no other endpoint that
 * scripts read looks at cookies.
 */
export function corsHeaders(
  provider: Provider,
  endpoint: Endpoint,
  request: Request,
): Readonly<Record<string, string>> {
  if (!endpoint.cors) return {}
  const origin = request.headers.get('origin')
  const varying = { Vary: 'Origin' }
  if (origin === null || !isRegisteredOrigin(provider, origin)) return varying
  return {
    ...varying,
    'Access-Control-Allow-Origin': origin,
    ...(endpoint.credentials && { 'Access-Control-Allow-Credentials': 'true' }),
    // Date: how far its clock is from this one's is the first thing to know about a refused token
    'Access-Control-Expose-Headers': 'Date, Retry-After, WWW-Authenticate',
  }
}

/** The answer to a preflight. */
export function preflight(provider: Provider, endpoint: Endpoint, request: Request): Response {
  const headers = corsHeaders(provider, endpoint, request)
  const Allow = endpoint.methods.join(', ')
  if (!request.headers.has('origin')) return new Response(null, { status: 204, headers: { Allow } })
  return new Response(null, {
    status: 'Access-Control-Allow-Origin' in headers ? 204 : 403,
    headers: {
      ...headers,
      'Access-Control-Allow-Methods': endpoint.methods.join(', '),
      'Access-Control-Allow-Headers': allowedHeaders(request),
      'Access-Control-Max-Age': '600',
    },
  })
}

/** Whatever a registered origin wants to send: SDKs and tracers add headers, and none means anything here. */
function allowedHeaders(request: Request): string {
  const asked = request.headers.get('access-control-request-headers') ?? ''
  const names = asked.split(',').filter((name) => /^ *[\w!#$%&'*+.^`|~-]+ *$/.test(name))
  return [...new Set(['authorization', 'content-type', ...names.map((name) => name.trim())])].join()
}

/** Of a public client the origin of a callback counts too, as at Auth0: it is where its scripts run. */
const isRegisteredOrigin = ({ tenant }: Provider, origin: string): boolean =>
  tenant.clients.some(
    ({ webOrigins, callbackUrls, public: isPublic }) =>
      webOrigins.includes(origin) ||
      (isPublic && origin !== 'null' && callbackUrls.some((url) => originOf(url) === origin)),
  )

const originOf = (url: string): string | undefined => URL.parse(url)?.origin
