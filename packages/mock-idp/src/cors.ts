import type { Endpoint } from './endpoints/table.ts'
import type { Provider } from './provider.ts'

/**
 * The CORS headers for one request: for endpoints that scripts may read, and origins that a client
 * registered. Never with credentials: no endpoint that scripts read looks at cookies.
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
    'Access-Control-Expose-Headers': 'WWW-Authenticate',
  }
}

/** The answer to a preflight. */
export function preflight(provider: Provider, endpoint: Endpoint, request: Request): Response {
  const headers = corsHeaders(provider, endpoint, request)
  return new Response(null, {
    status: 'Access-Control-Allow-Origin' in headers ? 204 : 403,
    headers: {
      ...headers,
      'Access-Control-Allow-Methods': endpoint.methods.join(', '),
      // Auth0-Client: telemetry that Auth0's SDKs add to token requests
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, Auth0-Client',
      'Access-Control-Max-Age': '600',
    },
  })
}

const isRegisteredOrigin = ({ tenant }: Provider, origin: string): boolean =>
  tenant.clients.some(({ webOrigins }) => webOrigins.includes(origin))
