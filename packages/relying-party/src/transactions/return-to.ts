// any origin will do: only whether it is left matters
const base = 'https://app.invalid'
const maxLength = 2048

/**
 * A path of our own origin, with query and hash, or `/` if the value is anything else. Whoever
 * could choose where a login ends could send the user to a copy of the app.
 *
 * Judges by the parser that browsers navigate with, so that nothing they read differently passes.
 * Does NOT know whether the app has such a page.
 *
 * @see {@link https://url.spec.whatwg.org/#url-parsing WHATWG URL}
 */
export function sameOriginPath(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/') || value.length > maxLength) return '/'
  if (!URL.canParse(value, base)) return '/'
  const { origin, pathname, search, hash } = new URL(value, base)
  // `/.//evil.test` stays here as a whole, but its path alone would leave
  if (origin !== base || pathname.startsWith('//')) return '/'
  return pathname + search + hash
}
