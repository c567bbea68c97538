import { decode, encode } from 'jose/base64url'
import { parseJsonObject, type JsonObject } from '../strict-json.ts'

/** What a JWT says, before anyone has checked that it may. */
export interface CompactJws {
  readonly token: string
  readonly header: JsonObject
  readonly claims: JsonObject
  /** Why it is none; header and claims are empty then. */
  readonly problem?: string
}

/**
 * Takes a compact JWS apart. Neither verifies it nor judges a claim. Never throws: what is wrong
 * is for a check to tell.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7515#section-7.1 RFC 7515 §7.1}
 */
export function parseCompactJws(token: string): CompactJws {
  const parts = token.split('.')
  const [header = '', claims = '', signature = ''] = parts
  const unusable = (problem: string): CompactJws => ({ token, header: {}, claims: {}, problem })
  if (parts.length === 5) return unusable('an encrypted token (JWE), which is not supported')
  if (parts.length !== 3) return unusable(`${parts.length} parts`)
  try {
    decodeCanonical(signature)
    return { token, header: objectIn(header, 'header'), claims: objectIn(claims, 'payload') }
  } catch (error) {
    return unusable((error as Error).message)
  }
}

function objectIn(part: string, name: string): JsonObject {
  try {
    return parseJsonObject(decodeCanonical(part))
  } catch (error) {
    throw new SyntaxError(`a ${name} that is ${(error as Error).message}`, { cause: error })
  }
}

// padding, white space and stray bits would give one signed token many spellings
function decodeCanonical(part: string): Uint8Array {
  const bytes = decode(part)
  if (encode(bytes) !== part) throw new SyntaxError('not canonical base64url')
  return bytes
}
