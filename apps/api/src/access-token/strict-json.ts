import { isUtf8 } from 'node:buffer'

export type JsonObject = Readonly<Record<string, unknown>>

const maximumDepth = 16 // what we read is flat; a deep tree only costs whoever walks it

/** The same for a text that must be an object: RFC 7515 §4, RFC 7519 §4. */
export function parseStrictObject(bytes: Buffer): JsonObject | undefined {
  const value = parseStrictJson(bytes)?.value
  return isObject(value) ? value : undefined
}

/**
 * Parses bytes that must be JSON in UTF-8 without a byte order mark, in which no member occurs
 * twice: parsers differ on which of two wins, and whoever checked may have read the other.
 *
 * @returns undefined for anything else.
 */
export function parseStrictJson(bytes: Buffer): { readonly value: unknown } | undefined {
  if (!isUtf8(bytes)) return undefined
  const text = bytes.toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  // JSON.parse keeps one of two members of the same name, so the text has more colons than keys
  return countMembers(value, maximumDepth) === countColons(text) ? { value } : undefined
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The members of all objects in a value; NaN, which equals nothing, when it is too deep. */
function countMembers(value: unknown, depthLeft: number): number {
  if (typeof value !== 'object' || value === null) return 0
  if (depthLeft === 0) return Number.NaN
  const children: unknown[] = Object.values(value)
  let count = Array.isArray(value) ? 0 : children.length
  for (const child of children) count += countMembers(child, depthLeft - 1)
  return count
}

/** The colons outside strings in valid JSON: one for each member. */
function countColons(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === 0x3a) count++
    else if (character === 0x22) at = endOfString(text, at)
  }
  return count
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes++
  return backslashes % 2 === 1
}
