interface StandardScope {
  /** What consent says about it; undefined: nothing to say. */
  readonly description?: string
  readonly claims: readonly string[]
}

/** OIDC Core §5.4 and §11: what each scope of the protocol itself gives. */
export const standardScopes = {
  openid: { claims: ['sub'] },
  profile: {
    description: 'See your profile: your name, picture and language',
    claims: [
      'name',
      'given_name',
      'family_name',
      'middle_name',
      'nickname',
      'preferred_username',
      'profile',
      'picture',
      'website',
      'gender',
      'birthdate',
      'zoneinfo',
      'locale',
      'updated_at',
    ],
  },
  email: { description: 'See your email address', claims: ['email', 'email_verified'] },
  address: { description: 'See your postal address', claims: ['address'] },
  phone: {
    description: 'See your phone number',
    claims: ['phone_number', 'phone_number_verified'],
  },
  offline_access: { description: 'Keep this access while you are away', claims: [] },
} as const satisfies Record<string, StandardScope>

const rows: Readonly<Record<string, StandardScope>> = standardScopes

/** Every claim that a scope of the protocol can give. */
export const standardClaims: readonly string[] = Object.values(rows).flatMap(({ claims }) => claims)

/** The claims that a scope gives. Auth0 also takes the name of one claim for a scope. */
export function claimsOfScope(scope: string): readonly string[] {
  if (Object.hasOwn(rows, scope)) return rows[scope]?.claims ?? []
  return standardClaims.includes(scope) ? [scope] : []
}

/** True for a scope that is the protocol's own, not an API's. */
export const isStandardScope = (scope: string): boolean =>
  Object.hasOwn(rows, scope) || standardClaims.includes(scope)

/** What consent says about a scope of the protocol. */
export const describeScope = (scope: string): string | undefined =>
  Object.hasOwn(rows, scope) ? rows[scope]?.description : `See your ${scope.replaceAll('_', ' ')}`
