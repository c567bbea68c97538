import { z } from 'zod'

const address = z.strictObject({
  formatted: z.string().optional(),
  street_address: z.string().optional(),
  locality: z.string().optional(),
  region: z.string().optional(),
  postal_code: z.string().optional(),
  country: z.string().optional(),
})

/** The standard claims of OIDC Core §5.1, under their own names. */
const standardClaims = z.strictObject({
  name: z.string().optional(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  middle_name: z.string().optional(),
  nickname: z.string().optional(),
  preferred_username: z.string().optional(),
  profile: z.string().optional(),
  picture: z.string().optional(),
  website: z.string().optional(),
  gender: z.string().optional(),
  birthdate: z.string().optional(),
  zoneinfo: z.string().optional(),
  locale: z.string().optional(),
  updated_at: z.number().optional(),
  email_verified: z.boolean().optional(),
  address: address.optional(),
  phone_number: z.string().optional(),
  phone_number_verified: z.boolean().optional(),
})

/** A claim of one's own has a namespace, as Auth0 demands: it can't collide with a standard one. */
const namespacedClaims = z.record(
  z.string().regex(/^https?:\/\/\S+$/, 'the name of a claim of your own is a URL'),
  z.json(),
)

export const userSchema = z.strictObject({
  /** ASCII, at most 255 characters (OIDC Core §2). */
  sub: z.string().regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 ASCII characters'),
  email: z.string().min(1),
  /** Without one the user cannot log in by password: an upstream provider vouches, or a code. */
  password: z.string().min(1).optional(),
  /** The connection that vouches for the user; left out: the first database. */
  connection: z.string().optional(),
  claims: standardClaims.default({}),
  /** API identifier to the scopes of that API that the user may be granted. */
  permissions: z.record(z.string(), z.array(z.string())).default({}),
  /** Added to ID Tokens and userinfo. */
  idTokenClaims: namespacedClaims.default({}),
  /** Added to JWT Access Tokens. */
  accessTokenClaims: namespacedClaims.default({}),
  blocked: z.boolean().default(false),
  /** For rules: what the user may say of themselves, and what only the tenant says. */
  userMetadata: z.record(z.string(), z.json()).default({}),
  appMetadata: z.record(z.string(), z.json()).default({}),
})

export type User = z.output<typeof userSchema>
export type UserInput = z.input<typeof userSchema>
