import type { Context } from 'hono'
import type { RequestLogEntry } from './log/request-log.ts'
import type { Provider } from './provider.ts'

export interface ExchangeEnv {
  Bindings: {
    /** The IP address of the sender; undefined: nobody knows. */
    address: string | undefined
  }
  Variables: {
    provider: Provider
    entry: RequestLogEntry
    /** The Set-Cookie headers of the answer. */
    cookies: string[]
  }
}

/** One HTTP request and its answer, with the tenant it is for. */
export type Exchange = Context<ExchangeEnv>

/** The path of the issuer, with a slash at the end: where its cookies and pages live. */
export const basePath = ({ issuer }: Provider): string =>
  `${new URL(issuer).pathname.replace(/\/$/, '')}/`

/** A redirect that nobody stores. 303 after a form, so that its fields are not sent along. */
export const redirectTo = (location: string, status: 302 | 303 = 302): Response =>
  new Response(null, { status, headers: { Location: location, 'Cache-Control': 'no-store' } })
