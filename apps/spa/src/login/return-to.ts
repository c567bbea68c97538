/** Where a login without a page of its own leads to. */
export const home = '/timesheets'

const longest = 2_048 // longer ones do not survive every hop, and none of ours is

/**
 * The path, query and hash of an address of this app; `home` for everything else.
 *
 * Judged by the parser that the browser navigates with: a test for a leading slash lets
 * `//evil.test`, `/\evil.test` and `/<TAB>/evil.test` out, and all of them lead there.
 */
export function safeReturnTo(wanted: string | undefined, origin: string): string {
  if (!wanted || wanted.length > longest || !wanted.startsWith('/')) return home
  if (!URL.canParse(wanted, origin)) return home
  const url = new URL(wanted, origin)
  if (url.origin !== origin || url.username !== '' || url.password !== '') return home
  // back to the login pages would be a circle
  if (/^\/(?:login(?:\/|$)|callback$|silent-renew\.html$)/.test(url.pathname)) return home
  const path = url.pathname + url.search + url.hash
  // "/.//evil.test" is a path of ours that reads as "//evil.test" once it is written down
  return path.startsWith('//') ? home : path
}
