import type { OidcConnection } from '../connections/connection.ts'
import { departureLifetime } from '../connections/upstream/departure.ts'
import { configurationOf, describeFailure } from '../connections/upstream/oidc.ts'
import { redirectTo } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { passOnPage } from '../pages/pass-on.ts'
import { endpointUrl } from '../provider.ts'
import type { Provider } from '../provider.ts'
import { randomId } from '../random.ts'
import type { Session } from '../stores/sessions.ts'

/** Where upstream providers send the browser back to after a logout: registered there. */
export const farewellPath = 'v2/logout/callback'

/** Auth0's `federated`, which has no value: end the login at the upstream provider too. */
export const isFederated = ({ req }: Exchange): boolean =>
  new URL(req.url).searchParams.has('federated')

/**
 * Ends the login at the upstream provider that vouched for it, by RP-initiated logout. `next` was
 * checked before; it waits here, so that nothing that passes through the other provider can change
 * it. Undefined: there is none, or it has no logout, and nothing more is to be done.
 */
export async function leaveUpstream(
  exchange: Exchange,
  { connection: name, upstreamIdToken }: Session,
  next: string | undefined,
): Promise<Response | undefined> {
  const { provider, entry } = exchange.var
  const connection = findOidcConnection(provider, name)
  if (!connection || upstreamIdToken === undefined) return undefined
  try {
    const { end_session_endpoint: endpoint } = (
      await configurationOf(provider, connection)
    ).serverMetadata()
    if (endpoint === undefined) return undefined
    const state = randomId()
    provider.logins.farewells.set(state, { next }, departureLifetime)
    const url = new URL(endpoint)
    for (const [member, value] of [
      ['id_token_hint', upstreamIdToken],
      ['client_id', connection.clientId],
      ['post_logout_redirect_uri', endpointUrl(provider, farewellPath)],
      ['state', state],
    ] as const) {
      url.searchParams.set(member, value)
    }
    // not by a redirect after a form: the policy of its page does not know the other provider
    return exchange.req.method === 'GET'
      ? redirectTo(url.href)
      : await passOnPage(provider, url.href)
  } catch (error) {
    entry.upstream = describeFailure(error) // it is down: the login here is over all the same
    return undefined
  }
}

const findOidcConnection = (
  { tenant }: Provider,
  name: string | undefined,
): OidcConnection | undefined =>
  tenant.connections.find(
    (connection): connection is OidcConnection =>
      connection.name === name && 'issuer' in connection,
  )
