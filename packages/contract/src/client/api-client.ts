import type { Nothing, OutputOf, RequestOf, RouteRow } from '../route.ts'
import { routes, type RouteName, type Routes } from '../routes.ts'
import { send, type ApiClientSettings, type Call } from './send.ts'

type CallOf<Row extends RouteRow> = RequestOf<Row> & Pick<Call, 'signal'>
type Method<Row extends RouteRow> =
  Nothing extends RequestOf<Row>
    ? (call?: CallOf<Row>) => Promise<OutputOf<Row>>
    : (call: CallOf<Row>) => Promise<OutputOf<Row>>

/** One method for each route, named as its row. */
export type ApiClient = { readonly [Name in RouteName]: Method<Routes[Name]> }

/**
 * Makes the one client of the API from the contract's rows. Each method sends a request and
 * parses the answer with the schema of its route.
 *
 * Does not check what is sent (the compiler does, and the API again), and does not retry.
 *
 * Methods reject with `ApiProblem` where the API refused, `NetworkProblem` where it could not be
 * understood, the signal's reason where the caller aborted, and with what `authorize` rejects.
 */
export function createApiClient(settings: ApiClientSettings): ApiClient {
  const methods = Object.entries(routes).map(([name, route]) => [
    name,
    (call: Call = {}) => send(settings, name, route, call),
  ])
  return Object.fromEntries(methods) as ApiClient
}
