/** Where a response came in: the address of the redirection endpoint, or as pairs by other means. */
export type ResponseSource =
  { readonly url: string } | { readonly parameters: Iterable<readonly [string, string]> }

export type Channel = 'query' | 'fragment' | 'parameters'

/** An authorization response, before anyone has checked it. */
export interface AuthorizationResponse {
  /** The first value of each. A map, so no name can reach for a prototype. */
  readonly parameters: ReadonlyMap<string, string>
  /** Names that came more than once. */
  readonly repeated: readonly string[]
  /** Where members of a response were found. */
  readonly channels: readonly Channel[]
  /** Characters. */
  readonly length: number
}

export const maxResponseLength = 16_384

/** What can be a member of a response. Anything else is ignored (RFC 6749 §4.2.2). */
export const responseMembers: ReadonlySet<string> = new Set([
  'code',
  'id_token',
  'access_token',
  'refresh_token',
  'token_type',
  'expires_in',
  'scope',
  'state',
  'iss',
  'error',
  'error_description',
  'error_uri',
  'session_state',
])

/**
 * Takes an authorization response apart. Never throws: what is wrong is for a check to tell. Reads
 * nothing from a response that is too long.
 *
 * @param redirectUri what its own query holds is no part of the response
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-4.2.2 RFC 6749 §4.2.2}
 */
export function parseAuthorizationResponse(
  source: ResponseSource,
  redirectUri: string,
): AuthorizationResponse {
  const length = lengthOf(source)
  const parts = length > maxResponseLength ? [] : partsOf(source, redirectUri)
  const parameters = new Map<string, string>()
  const repeated = new Set<string>()
  const answering = parts.filter(({ pairs }) => pairs.some(([name]) => responseMembers.has(name)))
  for (const { pairs } of answering) {
    const seen = new Set<string>()
    for (const [name, value] of pairs) {
      if (seen.has(name)) repeated.add(name)
      seen.add(name)
      if (!parameters.has(name)) parameters.set(name, value)
    }
  }
  const channels = answering.map(({ channel }) => channel)
  return { parameters, repeated: [...repeated], channels, length }
}

type Pairs = readonly (readonly [string, string])[]
interface Part {
  readonly channel: Channel
  readonly pairs: Pairs
}

function partsOf(source: ResponseSource, redirectUri: string): readonly Part[] {
  if ('parameters' in source) {
    return [{ channel: 'parameters', pairs: textPairsOf(source.parameters) }]
  }
  const [, address = '', fragment = ''] = /^([^#]*)#?(.*)$/s.exec(source.url) ?? []
  const own = new Set(Array.from(new URLSearchParams(queryOf(redirectUri)), pairId))
  const query = Array.from(new URLSearchParams(queryOf(address)))
  // the fragment first: of a response in both channels it is the one that may hold tokens
  return [
    { channel: 'fragment', pairs: Array.from(new URLSearchParams(fragment)) },
    { channel: 'query', pairs: query.filter((pair) => !own.has(pairId(pair))) },
  ]
}

// a posted message holds whatever its sender put there; numbers are common, objects are not
function textPairsOf(parameters: Iterable<readonly [string, unknown]>): Pairs {
  return Array.from(parameters)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => [name, String(value)] as const)
}

const queryOf = (address: string): string => /^[^?#]*\?([^#]*)/s.exec(address)?.[1] ?? ''
const pairId = (pair: readonly [string, string]): string => JSON.stringify(pair)

function lengthOf(source: ResponseSource): number {
  if ('url' in source) return source.url.length
  const pairs = textPairsOf(source.parameters)
  return pairs.reduce((sum, [name, value]) => sum + name.length + value.length + 2, 0)
}
