import { InvalidRequestError, InvalidTokenError, MissingTokenError } from './errors.ts'

const scheme = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]*/
const bearerCredentials = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i
// several things, or one in quotes: the request is malformed. Anything else without white space is
// one token in a form that is not ours, JSON Serialization (RFC 7515 §7.2) among them
const oneForeignToken = /^bearer +(?:\{.*|[^\s,"]+)$/i

/**
 * Takes the Access Token out of an `Authorization` line: RFC 6750 §2.1. The query, the body and
 * cookies are not looked at, so a token there counts as none (RFC 9700 §4.3.2).
 */
export function extractAccessToken(line: string): string {
  const token = bearerCredentials.exec(line)?.[1]
  if (token !== undefined) return token
  if (oneForeignToken.test(line)) throw foreignToken()
  switch (scheme.exec(line)?.[0].toLowerCase()) {
    case 'bearer':
      throw new InvalidRequestError('authorization.syntax', 'one b64token after "Bearer "')
    case 'dpop':
      // RFC 9449 §7.1: the proof would have to be checked, and this API asks for Bearer tokens
      throw refuse('authorization.scheme', '"Bearer"', '"DPoP"')
    default:
      throw new MissingTokenError()
  }
}

function foreignToken(): InvalidTokenError {
  return refuse('access-token.format', 'a compact JWS', 'other characters')
}

function refuse(check: string, expected: string, actual: string): InvalidTokenError {
  const requirements = ['RFC6750-2.1'] as const
  return new InvalidTokenError({ check, requirements, code: 'invalid_token', expected, actual })
}

/**
 * The value of the one `Authorization` line of a request.
 *
 * @param rawHeaders names and values in turn, as they arrived. Node's `headers` keeps the first of
 *   two `Authorization` lines and hides the second; a proxy in front may have read the other.
 */
export function findAuthorization(rawHeaders: readonly string[]): string {
  let line: string | undefined
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length !== 13 || name.toLowerCase() !== 'authorization') continue
    if (line !== undefined) {
      throw new InvalidRequestError('authorization.lines', 'one Authorization line')
    }
    line = rawHeaders[at + 1]
  }
  if (line === undefined || line === '') throw new MissingTokenError()
  return line
}
