/** A challenge of `WWW-Authenticate`, with the members that RFC 6750 §3 defines. */
export interface Challenge {
  readonly scheme: string
  readonly realm?: string
  readonly error?: string
  readonly errorDescription?: string
  readonly scope?: string
}

// RFC 9110 §5.6.2, §5.6.4: a parameter is a token, "=", and a token or a quoted string. A scheme
// is a token that no "=" follows; token68 credentials (Negotiate, NTLM) hold nothing of use here.
const token = String.raw`[!#$%&'*+.^_\`|~0-9A-Za-z-]+`
const item = new RegExp(
  String.raw`[\s,]*(?:(${token})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|(${token}))|(${token})(?=\s|,|$)|[^\s,]+)`,
  'gy',
)

/**
 * Reads the Bearer challenge of a `WWW-Authenticate` value, or its first challenge if there is
 * none for Bearer. A parameter that comes twice keeps its first value.
 *
 * Does not check anything: a challenge is advice from whoever answered.
 *
 * @see [RFC 9110 §11.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1)
 */
export function parseChallenge(header: string | null): Challenge | undefined {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = []
  for (const [, name, quoted, plain, scheme] of (header ?? '').matchAll(item)) {
    if (scheme !== undefined) challenges.push({ scheme, parameters: new Map() })
    const parameters = challenges.at(-1)?.parameters
    const key = name?.toLowerCase()
    if (key === undefined || !parameters || parameters.has(key)) continue
    parameters.set(key, plain ?? quoted?.replace(/\\(.)/g, '$1') ?? '')
  }
  const isBearer = ({ scheme }: { scheme: string }) => scheme.toLowerCase() === 'bearer'
  const challenge = challenges.find(isBearer) ?? challenges[0]
  if (!challenge) return undefined
  const { scheme, parameters } = challenge
  const realm = parameters.get('realm')
  const error = parameters.get('error')
  const errorDescription = parameters.get('error_description')
  const scope = parameters.get('scope')
  return {
    scheme,
    ...(realm !== undefined && { realm }),
    ...(error !== undefined && { error }),
    ...(errorDescription !== undefined && { errorDescription }),
    ...(scope !== undefined && { scope }),
  }
}
