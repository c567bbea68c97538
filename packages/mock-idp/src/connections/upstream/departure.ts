import { readCookie } from '../../cookies.ts'
import { equalSecrets } from '../../equal-secrets.ts'
import type { Exchange } from '../../exchange.ts'
import type { Interaction } from '../../authorize/interaction.ts'

/** Seconds that somebody may stay at an upstream provider. */
export const departureLifetime = 600

/** Somebody who was sent to an upstream provider, and what has to come back. */
export interface Departure {
  readonly interaction: string
  readonly connection: string
  readonly browser: string
  /** OpenID Connect. */
  readonly nonce?: string
  readonly codeVerifier?: string
  /** SAML: the ID of the authentication request. */
  readonly requestId?: string
  /** SAML: the response, which came without the cookie that a GET brings. */
  readonly samlResponse?: string
}

/**
 * Finds the login that a departure belongs to, if this is the browser that left: else somebody
 * could log another browser in with a response of their own (RFC 9700 §4.7).
 */
export async function interactionOf(
  exchange: Exchange,
  departure: Departure,
): Promise<Interaction | undefined> {
  const { provider, entry } = exchange.var
  const interaction = provider.interactions.get(departure.interaction)
  if (!interaction) return undefined
  entry.clientId = interaction.request.client.clientId
  const browser = readCookie(exchange, 'browser') ?? ''
  return (await equalSecrets(browser, departure.browser)) ? interaction : undefined
}
