import type { IncomingHttpHeaders } from 'node:http'
import { basePath } from '@frontchannel/contract'
import { backEndPath } from '@frontchannel/contract/session'
import { answerHeaders } from '../http/guard-requests.ts'

// Lists of what passes, and not of what does not: whoever finds another spelling of a header that
// the API trusts finds it left out as well.
const toApi = [
  'accept',
  'accept-language',
  'content-type',
  'if-match',
  'if-none-match',
  'idempotency-key',
  'prefer',
  'traceparent',
  'tracestate',
] as const

// neither cookies nor CORS: for the browser there is one origin, and its cookies are ours
const toBrowser = [
  'content-type',
  'content-length',
  'content-language',
  'content-disposition',
  'etag',
  'last-modified',
  'retry-after',
  'www-authenticate',
  'deprecation',
  'sunset',
] as const

type Fields = Record<string, string>

/** What the API gets of a request, with the Access Token of the session. */
export function headersToApi(headers: IncomingHttpHeaders, accessToken: string): Fields {
  return pick(headers, toApi, { authorization: `Bearer ${accessToken}` })
}

/** What the browser gets of an answer. */
export function headersToBrowser(headers: IncomingHttpHeaders): Fields {
  const { location } = headers
  // a path of the API is one of ours below the prefix; anything else would lead away
  const isOurs = location?.startsWith(`${basePath}/`) ?? false
  return pick(headers, toBrowser, {
    ...answerHeaders,
    ...(isOurs && { location: `${backEndPath}${location ?? ''}` }),
  })
}

function pick(headers: IncomingHttpHeaders, names: readonly string[], picked: Fields): Fields {
  for (const name of names) {
    const value = headers[name]
    if (typeof value === 'string') picked[name] = value
  }
  return picked
}
