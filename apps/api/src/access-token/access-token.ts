import { decodeBase64url } from './base64url.ts'
import { InvalidTokenError } from './errors.ts'
import { parseStrictObject, type JsonObject } from './strict-json.ts'

/** A token over this size is refused unread; Node itself refuses headers over 16 KB. */
export const maximumTokenLength = 8192
const maximumHeaderLength = 1368 // 1 KB of JSON

/** The outer shape of a compact JWS: nothing in it has been verified. */
export interface CompactToken {
  readonly raw: string
  readonly header: JsonObject
  readonly payload: Buffer
  /** What was signed: header and payload as they came. */
  readonly signed: string
  readonly signature: Buffer
}

/** A token that was read completely. Only as good as its signature. */
export interface AccessToken {
  readonly header: JsonObject
  readonly claims: JsonObject
}

/**
 * Splits a compact JWS and reads its header, cheapest refusals first: no crypto, and nothing that
 * grows with the number of dots.
 *
 * @throws {InvalidTokenError}
 */
export function splitToken(raw: string): CompactToken {
  if (raw.length > maximumTokenLength) throw malformed('more than 8 KB')
  const first = raw.indexOf('.')
  const second = raw.indexOf('.', first + 1)
  if (first < 0 || second < 0 || raw.includes('.', second + 1)) {
    throw malformed('another number of segments')
  }
  if (first > maximumHeaderLength) throw malformed('a header of more than 1 KB')
  const encodedHeader = decodeBase64url(raw.slice(0, first))
  const payload = decodeBase64url(raw.slice(first + 1, second))
  const signature = decodeBase64url(raw.slice(second + 1))
  if (!encodedHeader || !payload || !signature) {
    throw malformed('a segment that is not base64url')
  }
  const header = parseStrictObject(encodedHeader)
  if (!header) throw malformed('a header that is no JSON object')
  return { raw, header, payload, signed: raw.slice(0, second), signature }
}

/** @throws {InvalidTokenError} */
export function readToken({ header, payload }: CompactToken): AccessToken {
  const claims = parseStrictObject(payload)
  if (!claims) throw malformed('claims that are no JSON object')
  return { header, claims }
}

function malformed(actual: string): InvalidTokenError {
  return new InvalidTokenError({
    check: 'access-token.format',
    requirements: ['RFC9068-4'],
    code: 'invalid_token',
    expected: 'a compact JWS',
    actual,
  })
}
