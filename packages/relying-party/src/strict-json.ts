export type JsonObject = Readonly<Record<string, unknown>>

/**
 * Parses a JSON object, and refuses what two parsers could read differently: a byte order mark,
 * bytes that are not UTF-8, repeated member names, members that reach for a prototype.
 *
 * @throws {SyntaxError} without the text itself in its message, which may be a token
 * @see {@link https://www.rfc-editor.org/rfc/rfc7515#section-4 RFC 7515 §4}: member names are unique
 */
export function parseJsonObject(bytes: Uint8Array): JsonObject {
  const value = parse(bytes)
  if (!isJsonObject(value.parsed)) throw new SyntaxError('not a JSON object')
  if (countMembers(value.parsed) !== countWrittenMembers(value.text)) {
    throw new SyntaxError('a member name occurs twice')
  }
  return value.parsed
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(bytes: Uint8Array): { text: string; parsed: unknown } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { text, parsed: JSON.parse(text) as unknown }
  } catch {
    // no cause: engines quote the input in the message
    throw new SyntaxError('not JSON in UTF-8')
  }
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const entries = Object.entries(value)
  if (!Array.isArray(value) && entries.some(([name]) => name === '__proto__')) {
    throw new SyntaxError('a member is named __proto__')
  }
  const own = Array.isArray(value) ? 0 : entries.length
  return entries.reduce((sum, [, member]) => sum + countMembers(member), own)
}

// in valid JSON a string followed by a colon is a member name, and quotes occur nowhere else
const strings = /"(?:[^"\\]|\\.)*"[ \t\r\n]*(:?)/gs

function countWrittenMembers(text: string): number {
  let count = 0
  for (const [, colon] of text.matchAll(strings)) if (colon !== '') count += 1
  return count
}
