import type { IncomingHttpHeaders } from 'node:http'
import { sameOriginHeader } from '@frontchannel/contract/session'

const [[headerName, headerValue]] = Object.entries(sameOriginHeader) as [[string, string]]

interface Caller {
  readonly method: string
  readonly headers: IncomingHttpHeaders
}

/**
 * Why a request is not one of our own pages'; undefined if it may be one.
 *
 * Cookies say whose browser it is, not whose page: those of a sibling host arrive with
 * `SameSite=Strict` cookies, too. So what reads must not come from elsewhere as far as the browser
 * tells, and what changes something proves that it does not, twice: by Fetch Metadata or Origin,
 * and by a header that another origin may send only after a preflight, which is never granted.
 *
 * @see https://www.rfc-editor.org/rfc/rfc10017#section-6.1.3.3
 */
export function foreignness({ method, headers }: Caller, origin: string): string | undefined {
  const site = headers['sec-fetch-site']
  if (headers.origin !== undefined && headers.origin !== origin) return 'origin'
  if (method === 'GET' || method === 'HEAD') {
    // `none`: the user typed the address
    const mayRead = site === undefined || site === 'same-origin' || site === 'none'
    return mayRead ? undefined : 'sec-fetch-site'
  }
  // an old browser sends no Fetch Metadata, but an Origin
  const isOurs = site === undefined ? headers.origin === origin : site === 'same-origin'
  if (!isOurs) return 'sec-fetch-site'
  if (headers[headerName] !== headerValue) return headerName
  return hasBody(headers) && !isJson(headers['content-type']) ? 'content-type' : undefined
}

const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

// a form can send text/plain, but not this
const isJson = (type: string | undefined): boolean => /^application\/json\s*(;|$)/i.test(type ?? '')
