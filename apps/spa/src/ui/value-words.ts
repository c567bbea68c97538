// RFC 7519 §2: seconds since 1970, which nobody reads
const times = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at'])
const longest = 2_000

/** A claim or parameter as it is: a text without quotes, everything else as JSON, times in words too. */
export function valueWords(name: string, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text
  const time = times.has(name) && typeof value === 'number' ? new Date(value * 1_000) : undefined
  return time && !Number.isNaN(time.getTime()) ? `${shown} (${time.toLocaleString()})` : shown
}
