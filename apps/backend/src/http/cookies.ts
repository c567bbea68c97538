/** Every value that a Cookie header holds for a name, as it came. */
export function cookiesNamed(header: string | undefined, name: string): string[] {
  // most headers need not be taken apart
  if (!header?.includes(name)) return []
  return cookiePairs(header).flatMap(([key, value]) => (key === name ? [value] : []))
}

/** The pairs of a Cookie header. Names are compared exactly: browsers guard prefixes by spelling. */
export function cookiePairs(header = ''): [name: string, value: string][] {
  return header.split(';').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at < 0 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]]
  })
}

export interface CookieOptions {
  /** Without it, the cookie ends with the browser; 0 removes it. */
  readonly maxAgeSeconds?: number | undefined
}

/**
 * A cookie that no script reads, no other host receives and no other site's request brings.
 *
 * Strict, because nothing here is reached by a link: pages are the SPA's, and their requests to
 * their own origin carry the cookie even if the page itself was reached from elsewhere.
 *
 * @see https://www.rfc-editor.org/rfc/rfc10017#section-6.1.3.2
 */
export function hostCookie(name: string, value: string, { maxAgeSeconds }: CookieOptions): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict${age}`
}
