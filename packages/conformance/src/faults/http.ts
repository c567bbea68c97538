import type { ReportedFault } from './fault.ts'

/** The endpoints that a client or a resource server fetches. */
const endpoints = {
  discovery: 'provider metadata',
  jwks: 'key set',
  token: 'token endpoint',
  userinfo: 'userinfo endpoint',
} as const

const behaviours = {
  slow: 'answers after 30 seconds',
  cut: 'cuts the connection in the middle of its answer',
  'status-500': 'answers with status 500',
  'status-503': 'answers with status 503 and Retry-After',
  html: 'answers with a page instead of JSON',
  'not-json': 'answers with JSON that is cut off',
  'empty-object': 'answers with an empty object',
  huge: 'answers with 5 MB',
  redirect: 'redirects to another site, method and body kept',
} as const

type EndpointName = keyof typeof endpoints
export type HttpBehaviour = keyof typeof behaviours

interface HttpFault<Endpoint extends EndpointName> extends ReportedFault {
  readonly id: `http.${Endpoint}.${HttpBehaviour}`
  readonly tampersWith: 'http'
}

const faultsOf = <const Endpoint extends EndpointName>(
  endpoint: Endpoint,
): readonly HttpFault<Endpoint>[] =>
  Object.entries(behaviours).map(([behaviour, what]) => ({
    id: `http.${endpoint}.${behaviour as HttpBehaviour}`,
    tampersWith: 'http',
    title: `The ${endpoints[endpoint]} ${what}`,
    breaks: 'OIDCD-4.2',
    verdict: 'report',
    by: 'relying-party',
  }))

/** Each endpoint, misbehaving in each way. */
export const httpFaults = [
  ...faultsOf('discovery'),
  ...faultsOf('jwks'),
  ...faultsOf('token'),
  ...faultsOf('userinfo'),
] as const
