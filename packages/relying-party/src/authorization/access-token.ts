/** An Access Token as its client may see it: what it says inside is for the API alone. */
export interface AccessToken {
  readonly value: string
  readonly type: 'Bearer'
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  readonly scopes: readonly string[]
}

// RFC 6749 §5.1 only recommends to tell the lifetime; never "for ever" where it is not told
const unknownLifetimeSeconds = 300
const maxLifetimeSeconds = 86_400

/**
 * Reads the neighbours of an Access Token in a response. A lifetime that is missing or makes no
 * sense counts as five minutes, one of more than a day as a day: renewing early does no harm.
 *
 * @param requestedScope what was granted, if the response does not say otherwise (RFC 6749 §3.3)
 */
export function accessTokenOf(
  value: string,
  { expiresIn, scope }: { readonly expiresIn: unknown; readonly scope: unknown },
  requestedScope: string,
  now: Date,
): AccessToken {
  const granted = typeof scope === 'string' ? scope : requestedScope
  return {
    value,
    type: 'Bearer',
    expiresAt: now.getTime() + lifetimeSeconds(expiresIn) * 1000,
    scopes: [...new Set(granted.split(' ').filter((word) => word !== ''))],
  }
}

// a number in JSON, digits in a fragment; some providers write digits in JSON too
function lifetimeSeconds(expiresIn: unknown): number {
  const seconds = typeof expiresIn === 'number' || isDigits(expiresIn) ? Number(expiresIn) : 0
  return seconds > 0 ? Math.min(seconds, maxLifetimeSeconds) : unknownLifetimeSeconds
}

const isDigits = (value: unknown): boolean => typeof value === 'string' && /^\d+$/.test(value)
