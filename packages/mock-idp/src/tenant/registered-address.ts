import type { Client } from './client.ts'

/** What a native application listens on: http, this machine, any port (RFC 8252 §7.3, §8.3). */
const loopback = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost))(?::([1-9]\d{0,4}))?(\/.*)?$/

/**
 * True if an address is one of those registered: compared as text, because every normalization is
 * a way to a page that was never registered. Of a native application on this machine the port may
 * be another, since it takes whichever is free.
 */
export function isRegistered(
  { type }: Pick<Client, 'type'>,
  registered: readonly string[],
  address: string,
): boolean {
  if (registered.includes(address)) return true
  const wanted = type === 'native' ? withoutPort(address) : undefined
  return wanted !== undefined && registered.some((url) => withoutPort(url) === wanted)
}

function withoutPort(address: string): string | undefined {
  const [, host, port = '80', rest = ''] = loopback.exec(address) ?? []
  return host === undefined || Number(port) > 65_535 ? undefined : `${host}${rest}`
}
