import { generateCookie, getCookie } from 'hono/cookie'
import { basePath } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import type { Provider } from './provider.ts'

/** `session` is the login; `browser` binds an interaction to the browser that began it. */
type CookieName = 'session' | 'browser'

/** Cookies know no ports, so the name holds one: two providers on this machine keep theirs apart. */
const fullName = ({ id, issuer }: Provider, name: CookieName): string =>
  `idp-${new URL(issuer).port || 'default'}-${id}-${name}`

export const readCookie = (exchange: Exchange, name: CookieName): string | undefined =>
  getCookie(exchange, fullName(exchange.var.provider, name))

/** The cookie of a session, for a browser that did not log in itself. */
export const sessionCookie = (
  provider: Provider,
  value: string,
): { name: string; value: string; path: string } => ({
  name: fullName(provider, 'session'),
  value,
  path: basePath(provider),
})

/** Sets a cookie that scripts cannot read; without a value it is deleted. */
export function writeCookie(exchange: Exchange, name: CookieName, value: string | undefined): void {
  const { provider, cookies } = exchange.var
  const cookie = generateCookie(fullName(provider, name), value ?? '', {
    path: basePath(provider),
    httpOnly: true,
    // Lax: sent when a client redirects here, not when another site posts a form
    sameSite: 'Lax',
    secure: provider.issuer.startsWith('https:'),
    ...(value === undefined && { maxAge: 0 }),
  })
  cookies.push(cookie)
}
