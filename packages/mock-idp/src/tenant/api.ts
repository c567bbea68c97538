import { z } from 'zod'

/** RFC 6749 §3.3: printable ASCII without space, quote and backslash. */
export const scopeToken = z
  .string()
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'is not a scope token (RFC 6749 §3.3)')

/** Said by Auth0 of the lifetime of an Access Token: thirty days at most. */
const longestLifetime = 2_592_000
const lifetime = z.number().int().min(1).max(longestLifetime)

export const apiSchema = z
  .strictObject({
    /** What clients send as `audience` or `resource`; compared exactly, so a trailing slash counts. */
    identifier: z.string().min(1),
    name: z.string().regex(/^[^<>]+$/, 'must not hold < or >'),
    signingAlg: z.enum(['RS256', 'ES256', 'HS256']).default('RS256'),
    /** Shared with the API when it uses HS256. */
    signingSecret: z.string().min(32, 'must have at least 32 characters').optional(),
    /** Seconds, for tokens from the token endpoint. */
    lifetime: lifetime.default(86_400),
    /** Seconds, for tokens from the authorization endpoint. */
    browserLifetime: lifetime.default(7200),
    scopes: z.array(z.strictObject({ name: scopeToken, description: z.string().min(1) })),
    /** Lets first-party clients skip consent, unless one of their callbacks is on this machine. */
    skipConsent: z.boolean().default(false),
    /** Without it `offline_access` gives no refresh token. */
    allowOfflineAccess: z.boolean().default(false),
    /** On: a user is granted only what `permissions` lists. Off: whatever the API defines. */
    enforcePermissions: z.boolean().default(false),
    /** `rfc9068`: `typ` is `at+jwt`. `auth0`: `typ` is `JWT`, and neither `client_id` nor `jti`. */
    tokenDialect: z.enum(['rfc9068', 'auth0']).default('rfc9068'),
  })
  .refine((api) => api.signingAlg !== 'HS256' || api.signingSecret !== undefined, {
    path: ['signingSecret'],
    message: 'is required with signingAlg HS256',
  })

export type Api = z.output<typeof apiSchema>
