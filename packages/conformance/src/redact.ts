import type { DecodedToken } from './trace.ts'

const tokenParameters: ReadonlySet<string> = new Set([
  'access_token',
  'id_token',
  'id_token_hint',
  'refresh_token',
  'authorization',
])
const secretParameters: ReadonlySet<string> = new Set([
  ...tokenParameters,
  'code',
  'code_verifier',
  'client_secret',
  'client_assertion',
  'password',
  'login_ticket',
])

export interface Redacted {
  readonly parameters: Readonly<Record<string, string>>
  readonly tokens: Readonly<Record<string, DecodedToken>>
}

/**
 * Takes tokens, codes and secrets out of parameters, and keeps what a JWT among them says.
 *
 * Does not verify anything: what `tokens` holds is what the sender claims.
 */
export function redact(parameters: Iterable<readonly [string, string]>): Redacted {
  const shown = new Map<string, string>()
  const tokens = new Map<string, DecodedToken>()
  for (const [name, value] of parameters) {
    if (!secretParameters.has(name)) {
      shown.set(name, value)
      continue
    }
    shown.set(name, `(hidden, ${value.length} characters)`)
    const decoded = tokenParameters.has(name) ? decodeToken(value) : undefined
    if (decoded) tokens.set(name, decoded)
  }
  // fromEntries defines members: a parameter named __proto__ stays a parameter
  return { parameters: Object.fromEntries(shown), tokens: Object.fromEntries(tokens) }
}

/** Reads header and claims of a compact JWS without any check; undefined if it is none. */
export function decodeToken(token: string): DecodedToken | undefined {
  const [header, claims, signature, ...rest] = token.replace(/^Bearer /i, '').split('.', 4)
  if (header === undefined || claims === undefined || signature === undefined || rest.length > 0) {
    return undefined
  }
  try {
    return { header: decodeObject(header), claims: decodeObject(claims) }
  } catch {
    return undefined // an opaque token that happens to hold two dots
  }
}

function decodeObject(segment: string): Record<string, unknown> {
  const binary = atob(segment.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('not a JSON object')
  }
  return value as Record<string, unknown>
}
