import { findClient } from '../provider.ts'
import type { Provider } from '../provider.ts'

/**
 * True if `/v2/logout` may return there. As Auth0 compares: scheme and host without case, path
 * exactly, query and fragment not at all.
 */
export function mayReturnTo(
  provider: Provider,
  address: string,
  clientId: string | undefined,
): boolean {
  const allowed =
    clientId === undefined
      ? provider.tenant.logoutUrls
      : (findClient(provider, clientId)?.logoutUrls ?? [])
  const wanted = comparable(address)
  return wanted !== undefined && allowed.some((url) => comparable(url) === wanted)
}

function comparable(address: string): string | undefined {
  const url = URL.parse(address)
  if (!url || url.username || url.password) return undefined
  // the parser has lowered scheme and host; a backslash or a dot segment it resolved was no exact path
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\\]*([^?#]*)/i.exec(address)?.[1]
  return path === undefined ? undefined : `${url.protocol}//${url.host}${path || '/'}`
}
