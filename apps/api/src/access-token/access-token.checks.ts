import { show, type Check, type Finding } from '@frontchannel/conformance'
import type { AccessToken } from './access-token.ts'
import type { TokenProblem } from './errors.ts'
import type { Profile } from './profiles.ts'

export interface Expectations {
  readonly issuer: string
  /** Where the issuer is, as a URL's origin: parsed once and not for each token. */
  readonly issuerOrigin: string
  readonly audience: string
  readonly algorithms: readonly string[]
  readonly profile: Profile
  readonly maxAgeSeconds: number
  readonly toleranceSeconds: number
  /** Seconds since the epoch. */
  readonly now: () => number
}

/** A check whose verdict is there at once, and the problem code that its refusal carries. */
export interface AccessTokenCheck<Subject> extends Check<Subject, Expectations> {
  readonly code: TokenProblem
  readonly test: (subject: Subject, expectation: Expectations) => Finding
}

const accepted: Finding = { passed: true, expected: '', actual: '' }

/** Words are made for refusals alone: a good token runs through every row. */
const finding = (passed: boolean, expected: string, actual: unknown): Finding =>
  passed ? accepted : { passed, expected, actual: show(actual) }

const isText = (value: unknown, maximum: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= maximum

// a control character forges log lines; PostgreSQL stores neither NUL nor half a surrogate pair
const unstorable = /[\p{Cc}\p{Surrogate}]/u

/** RFC 7519 §2: a number of seconds, perhaps with a fraction; 1e400 parses to Infinity. */
const isNumericDate = (value: unknown): value is number =>
  typeof value === 'number' && value > 0 && value <= Number.MAX_SAFE_INTEGER

const mediaType = (typ: unknown): unknown =>
  typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ

/** What the header says before any key is looked up. */
export const headerChecks: readonly AccessTokenCheck<Pick<AccessToken, 'header'>>[] = [
  {
    // RFC 7515 §4.1.9: a media type, so its case does not matter
    id: 'access-token.typ',
    requirements: ['RFC9068-4', 'RFC8725-3.11'],
    code: 'invalid_token',
    test: ({ header: { typ } }, { profile }) =>
      finding(
        typ === undefined
          ? !profile.typeRequired
          : profile.types.includes(mediaType(typ) as string),
        profile.types.join(' or '),
        typ,
      ),
  },
  {
    // never the token's choice: with HS256 the published key would be the secret
    id: 'access-token.alg',
    requirements: ['RFC8725-3.1'],
    code: 'invalid_token',
    test: ({ header: { alg } }, { algorithms }) =>
      finding(algorithms.includes(alg as string), algorithms.join(' or '), alg),
  },
  {
    // jsonwebtoken ignores crit; this API understands no extension
    id: 'access-token.crit',
    requirements: ['RFC7515-4.1.11'],
    code: 'invalid_token',
    test: ({ header: { crit, b64 } }) =>
      finding(
        crit === undefined && (b64 === undefined || b64 === true),
        'no "crit" and no unencoded payload',
        { crit, b64 },
      ),
  },
  {
    id: 'access-token.cty',
    requirements: ['RFC8725-3.11'],
    code: 'invalid_token',
    test: ({ header: { cty } }) => finding(mediaType(cty) !== 'jwt', 'no nested JWT', cty),
  },
  {
    // jku, x5u, jwk and x5c are not looked at: keys come from the issuer alone (RFC 8725 §3.10)
    id: 'access-token.kid',
    requirements: ['RFC7515-4.1.4'],
    code: 'invalid_token',
    test: ({ header: { kid } }) =>
      finding(kid === undefined || isText(kid, 255), 'a string of 1 to 255 characters', kid),
  },
]

/** What the claims say, judged once the signature has been verified. */
export const claimChecks: readonly AccessTokenCheck<AccessToken>[] = [
  {
    id: 'access-token.iss',
    requirements: ['RFC9068-4', 'RFC7519-4.1.1'],
    code: 'invalid_token',
    test: ({ claims: { iss } }, { issuer }) => finding(iss === issuer, show(issuer), iss),
  },
  {
    id: 'access-token.aud',
    requirements: ['RFC9068-4', 'RFC7519-4.1.3'],
    code: 'invalid_token',
    test: ({ claims: { aud } }, { audience, issuerOrigin, profile }) => {
      const audiences: unknown[] = Array.isArray(aud) ? aud : [aud]
      const passed =
        audiences.includes(audience) &&
        audiences.every(
          (item) =>
            typeof item === 'string' &&
            (item === audience ||
              profile.foreignAudiences ||
              isEndpointOfProvider(item, issuerOrigin)),
        )
      return finding(passed, show(audience), aud)
    },
  },
  {
    // an ID Token whose aud lists the API passes every other check
    id: 'access-token.kind',
    requirements: ['RFC8725-3.11', 'RFC9068-4'],
    code: 'invalid_token',
    test: ({ header, claims }, { profile }) => {
      if (mediaType(header['typ']) === 'at+jwt') return accepted
      const foreign = claimsOfOtherTokens.find((name) => claims[name] !== undefined)
      if (foreign !== undefined) return finding(false, `no "${foreign}"`, `"${foreign}"`)
      const { says } = profile
      if (says && !says.test(claims)) return finding(false, says.expected, 'another kind of token')
      return finding(
        saysAccess.some((name) => claims[name] !== undefined) && !saysOther(claims),
        `one of ${saysAccess.join(', ')}`,
        'another kind of token',
      )
    },
  },
  {
    id: 'access-token.exp',
    requirements: ['RFC9068-4', 'RFC7519-4.1.4'],
    code: 'invalid_token',
    test: ({ claims: { exp } }) => finding(isNumericDate(exp), 'a NumericDate', exp),
  },
  {
    id: 'access-token.expired',
    requirements: ['RFC9068-4', 'RFC7519-4.1.4'],
    code: 'token_expired',
    test: ({ claims: { exp } }, { now, toleranceSeconds }) =>
      finding(now() < (exp as number) + toleranceSeconds, `later than ${now()}`, exp),
  },
  {
    // without it nothing bounds the life of a token that a client keeps
    id: 'access-token.iat',
    requirements: ['RFC9068-2.2', 'RFC7519-4.1.6'],
    code: 'invalid_token',
    test: ({ claims: { iat, exp } }, { now, toleranceSeconds, maxAgeSeconds }) =>
      finding(
        isNumericDate(iat) &&
          iat < (exp as number) &&
          iat <= now() + toleranceSeconds &&
          iat > now() - maxAgeSeconds - toleranceSeconds,
        `before exp, at most ${maxAgeSeconds} s before ${now()}, and not after it`,
        iat,
      ),
  },
  {
    id: 'access-token.nbf',
    requirements: ['RFC7519-4.1.5'],
    code: 'invalid_token',
    test: ({ claims: { nbf } }, { now, toleranceSeconds }) =>
      finding(
        // Keycloak once sent 0 for "at once"
        nbf === undefined || nbf === 0 || (isNumericDate(nbf) && nbf <= now() + toleranceSeconds),
        `at most ${now()}`,
        nbf,
      ),
  },
  {
    id: 'access-token.sub',
    requirements: ['RFC9068-2.2', 'RFC7519-4.1.2'],
    code: 'invalid_token',
    test: ({ claims: { sub } }) =>
      finding(isText(sub, 255) && !unstorable.test(sub), 'a string of 1 to 255 characters', sub),
  },
  {
    id: 'access-token.required',
    requirements: ['RFC9068-2.2'],
    code: 'invalid_token',
    test: ({ claims }, { profile }) => {
      const missing = profile.requiredClaims.find((name) => !isText(claims[name], 255))
      return finding(missing === undefined, `a string "${missing}"`, claims[missing ?? ''])
    },
  },
  {
    // bound to a key or a certificate that this API does not ask for: accepting it as a Bearer
    // token would undo the binding (RFC 8705 §3, RFC 9449 §7)
    id: 'access-token.cnf',
    requirements: ['RFC9068-4'],
    code: 'invalid_token',
    test: ({ claims: { cnf } }) => finding(cnf === undefined, 'no "cnf"', cnf),
  },
]

/** Members of ID Tokens, logout tokens and security events that no Access Token has. */
const claimsOfOtherTokens = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events', 'sub_jwk'] as const

/** Members that say what a token permits, or to whom it was issued: an ID Token has none. */
const saysAccess = ['scope', 'scp', 'client_id', 'azp', 'appid', 'cid', 'gty', 'permissions']

/** Keycloak and Cognito name the kind of a token among its claims. */
function saysOther({ typ, token_use: use, azp, scope, scp, aud }: AccessToken['claims']): boolean {
  if (typ !== undefined && typ !== 'Bearer') return true
  if (use !== undefined && use !== 'access') return true
  // an ID Token names its client in aud, and perhaps again in azp; it never has a scope
  const forItsClient = azp !== undefined && (Array.isArray(aud) ? aud.includes(azp) : aud === azp)
  return forItsClient && scope === undefined && scp === undefined
}

/** Auth0 adds its userinfo endpoint to aud, on the tenant's own domain even if iss is another. */
function isEndpointOfProvider(audience: string, issuerOrigin: string): boolean {
  return audience.startsWith(`${issuerOrigin}/`) || userinfoEndpoint.test(audience)
}

const userinfoEndpoint = /^https:\/\/[^/?#\s]+(\/[^?#\s]*)?\/userinfo$/
