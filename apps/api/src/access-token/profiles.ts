import type { JsonObject } from './strict-json.ts'

export const profileIds = ['rfc9068', 'auth0', 'keycloak', 'entra', 'generic'] as const

/**
 * What one family of providers puts into its Access Tokens. RFC 9068 is the rule; each other row
 * names exactly what it relaxes. None of them lets an ID Token pass: see `access-token.kind`.
 */
export interface Profile {
  readonly id: (typeof profileIds)[number]
  /** Media types that `typ` may name, in lower case and without `application/`. */
  readonly types: readonly string[]
  readonly typeRequired: boolean
  readonly requiredClaims: readonly string[]
  /** Where the client id is found: the first claim that is there. */
  readonly clientClaims: readonly string[]
  readonly scopeClaims: readonly string[]
  /** Whether `aud` may name resource servers besides this API and the provider's own endpoints. */
  readonly foreignAudiences: boolean
  /** What only an Access Token of this provider says, beyond what every relaxed profile asks for. */
  readonly says?: { readonly expected: string; readonly test: (claims: JsonObject) => boolean }
}

const anyType = ['jwt', 'at+jwt'] as const

const rows: readonly Profile[] = [
  {
    id: 'rfc9068',
    types: ['at+jwt'],
    typeRequired: true,
    requiredClaims: ['client_id', 'jti'],
    clientClaims: ['client_id'],
    scopeClaims: ['scope'],
    foreignAudiences: false,
  },
  {
    // tokens of the Auth0 dialect: typ JWT, azp in place of client_id, no jti
    id: 'auth0',
    types: anyType,
    typeRequired: false,
    requiredClaims: [],
    clientClaims: ['client_id', 'azp'],
    scopeClaims: ['scope'],
    foreignAudiences: false,
  },
  {
    // typ JWT in the header; the kind of token is the typ among the claims
    id: 'keycloak',
    types: anyType,
    typeRequired: false,
    requiredClaims: ['jti'],
    clientClaims: ['client_id', 'azp'],
    scopeClaims: ['scope'],
    foreignAudiences: true,
    says: { expected: 'the claim "typ" to be "Bearer"', test: ({ typ }) => typ === 'Bearer' },
  },
  {
    // scp for users, roles for applications; azp in version 2, appid in version 1
    id: 'entra',
    types: anyType,
    typeRequired: false,
    requiredClaims: [],
    clientClaims: ['azp', 'appid'],
    scopeClaims: ['scp'],
    foreignAudiences: false,
    says: {
      expected: '"azp" or "appid", which an ID Token of Entra lacks',
      test: ({ azp, appid }) => azp !== undefined || appid !== undefined,
    },
  },
  {
    id: 'generic',
    types: anyType,
    typeRequired: false,
    requiredClaims: [],
    clientClaims: ['client_id', 'azp', 'appid', 'cid'],
    scopeClaims: ['scope', 'scp'],
    foreignAudiences: true,
  },
]

export function profileById(id: Profile['id']): Profile {
  const profile = rows.find((row) => row.id === id)
  if (!profile) throw new Error(`no Access Token profile ${id}; known: ${profileIds.join(', ')}`)
  return profile
}
