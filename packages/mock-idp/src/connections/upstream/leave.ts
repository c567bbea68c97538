import { redirectTo } from '../../exchange.ts'
import type { Exchange } from '../../exchange.ts'
import { passOnPage } from '../../pages/pass-on.ts'
import { upstreamOrigins } from './origins.ts'
import type { Client } from '../../tenant/client.ts'

/**
 * Sends the browser upstream. A form may be redirected only where the policy of its page allows,
 * and some providers have their authorization endpoint at another origin than their issuer.
 */
export function leave(
  exchange: Exchange,
  client: Client,
  url: string,
): Response | Promise<Response> {
  const { provider } = exchange.var
  const foreseen = upstreamOrigins(provider, client).includes(new URL(url).origin)
  return exchange.req.method === 'GET' || foreseen
    ? redirectTo(url, 303)
    : passOnPage(exchange.var.provider, url)
}
