import { decodeBase64url } from './base64url.ts'
import { InvalidTokenError } from './errors.ts'
import { parseStrictObject, type JsonObject } from './strict-json.ts'

/** A token over this size is refused unread; Node itself refuses headers over 16 KB. */
export const maximumTokenLength = 8192
const maximumHeaderLength = 1368 // 1 KB of JSON

/** A compact JWS in its parts, still encoded: RFC 7515 §7.1. */
export interface CompactToken {
  readonly header: string
  readonly payload: string
  readonly signature: string
  /** What was signed: header and payload as they came. */
  readonly signed: string
}

/** A token that was read completely. Only as good as its signature. */
export interface AccessToken {
  readonly header: JsonObject
  readonly claims: JsonObject
}

/**
 * Splits a compact JWS, at a cost that does not grow with the number of dots.
 *
 * @throws {InvalidTokenError}
 */
export function splitToken(raw: string): CompactToken {
  if (raw.length > maximumTokenLength) throw tooLong
  const first = raw.indexOf('.')
  const second = raw.indexOf('.', first + 1)
  if (first < 0 || second < 0 || raw.includes('.', second + 1)) {
    throw malformed('another number of segments')
  }
  if (first === 0 || second === first + 1 || second === raw.length - 1) {
    throw malformed('an empty segment')
  }
  if (first > maximumHeaderLength) throw malformed('a header of more than 1 KB')
  return {
    header: raw.slice(0, first),
    payload: raw.slice(first + 1, second),
    signature: raw.slice(second + 1),
    signed: raw.slice(0, second),
  }
}

/** @throws {InvalidTokenError} */
export function readHeader({ header }: CompactToken): JsonObject {
  const object = parseStrictObject(readSegment(header))
  if (!object) throw malformed('a header that is no JSON object')
  return object
}

/** @throws {InvalidTokenError} */
export function readClaims(payload: Buffer): JsonObject {
  const claims = parseStrictObject(payload)
  if (!claims) throw malformed('claims that are no JSON object')
  return claims
}

/** @throws {InvalidTokenError} */
export function readSegment(segment: string): Buffer {
  const bytes = decodeBase64url(segment)
  if (!bytes) throw malformed('a segment that is not base64url')
  return bytes
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

/** Made once: it has no trace and nothing of the token in it, and may be needed in floods. */
export const tooLong = malformed('more than 8 KB')
