import { basePath, redirectTo } from '../../exchange.ts'
import type { Exchange } from '../../exchange.ts'
import { messagePage } from '../../pages/message-page.ts'
import { bodyParameters } from '../../parameters.ts'
import { enabledConnection } from '../enabled.ts'
import { departureLifetime, interactionOf } from './departure.ts'
import type { Departure } from './departure.ts'
import { isUpstream } from './arrive.ts'
import { returnFromOidc } from './oidc.ts'
import { returnFromSaml } from './saml.ts'

/**
 * Where upstream providers return to. Each departure is taken once, so a response that comes again
 * finds none.
 */
export async function upstreamCallback(exchange: Exchange): Promise<Response> {
  const { provider } = exchange.var
  const state = exchange.req.query('state') ?? ''
  const departure = provider.logins.departures.get(state)
  const interaction = departure && (await interactionOf(exchange, departure))
  // taken only by the browser that left, so that nobody else can end its login
  const first = interaction && provider.logins.departures.take(state) === departure
  const connection =
    interaction && enabledConnection(provider, interaction.request.client, departure.connection)
  if (!departure || !interaction || !first || !isUpstream(connection)) return unknown(exchange)
  return 'issuer' in connection
    ? returnFromOidc(exchange, interaction, connection, { departure, state })
    : returnFromSaml(exchange, interaction, connection, departure)
}

/**
 * Where SAML identity providers post to. A post from another site brings no cookie, so the
 * response waits here while a redirect fetches it.
 */
export async function assertionConsumer(exchange: Exchange): Promise<Response> {
  const { provider } = exchange.var
  const form = await bodyParameters(exchange.req.raw)
  const relayState = form.one('RelayState') ?? ''
  const samlResponse = form.one('SAMLResponse')
  const departure = provider.logins.departures.get(relayState)
  if (departure?.requestId === undefined || samlResponse === undefined) return unknown(exchange)
  const waiting: Departure = { ...departure, samlResponse }
  provider.logins.departures.set(relayState, waiting, departureLifetime)
  const query = new URLSearchParams({ state: relayState }).toString()
  return redirectTo(`${basePath(provider)}login/callback?${query}`, 303)
}

function unknown(exchange: Exchange): Promise<Response> {
  exchange.var.entry.refused = 'upstream.departure'
  return messagePage({
    title: 'This login is over',
    text: 'The answer of the other login service was used already, came too late, or belongs to another browser. Go back to the application and log in again.',
    status: 400,
    basePath: basePath(exchange.var.provider),
  })
}
