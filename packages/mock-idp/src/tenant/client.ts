import { z } from 'zod'
import { scopeToken } from './api.ts'
import { applicationTypes, clientAuthenticationMethods, grantTypes } from './application-types.ts'
import type { ApplicationType, ApplicationTypeName, GrantType } from './application-types.ts'
import { redirectTarget, webOrigin } from './urls.ts'

const names = Object.keys(applicationTypes) as [ApplicationTypeName, ...ApplicationTypeName[]]
const upTo100 = <T extends z.ZodType>(item: T) => z.array(item).max(100).default([])

const registration = z.strictObject({
  clientId: z.string().regex(/^[\x21-\x7e]+$/, 'must be ASCII without spaces'),
  name: z.string().min(1),
  type: z.enum(names),
  /** Allow-lists, compared exactly. */
  callbackUrls: upTo100(redirectTarget),
  logoutUrls: upTo100(redirectTarget),
  webOrigins: upTo100(webOrigin),
  grantTypes: z.array(z.enum(grantTypes)).optional(),
  authenticationMethods: z.array(z.enum(clientAuthenticationMethods)).min(1).optional(),
  clientSecret: z.string().min(1).optional(),
  /** Public keys for `private_key_jwt`. */
  jwks: z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) }).optional(),
  /** A third party always asks for consent and gets ID Tokens without profile claims. */
  firstParty: z.boolean().default(true),
  idTokenSigningAlg: z.enum(['RS256', 'ES256', 'HS256']).default('RS256'),
  /** Seconds. */
  idTokenLifetime: z.number().int().min(1).default(36_000),
  /** Set: userinfo answers with a signed JWT. */
  userinfoSigningAlg: z.enum(['RS256', 'ES256']).optional(),
  /** Code redemption needs a code verifier. Public clients cannot switch it off. */
  requirePkce: z.boolean().default(false),
  refreshTokens: z
    .strictObject({
      /** Each use returns a new one and ends the old one. */
      rotation: z.boolean().default(true),
      /** Seconds in which a rotated one is still taken, for answers lost on the way. */
      leeway: z.number().int().min(0).default(0),
      /** Seconds since the login; rotation does not extend it. */
      lifetime: z.number().int().min(1).default(2_592_000),
    })
    .prefault({}),
  /**
   * The scopes of an Access Token that comes beside a code and is for an API; the token that the
   * code gives has all that was granted. Left out: both are alike.
   */
  frontChannelScopes: z.array(scopeToken).optional(),
  /** Seconds: the longest that an Access Token beside a code is valid, whatever its API allows. */
  frontChannelLifetime: z.number().int().min(1).optional(),
  /** API identifier to scopes, for the client credentials grant. */
  apiGrants: z.record(z.string(), z.array(z.string())).default({}),
  backchannelLogoutUri: redirectTarget.optional(),
  /** The names of the connections that are on for this application; left out: all. */
  connections: z.array(z.string()).optional(),
})

export const clientSchema = registration
  .transform((client) => {
    const type: ApplicationType = applicationTypes[client.type]
    const authenticationMethods = client.authenticationMethods ?? type.authenticationMethods
    const allowed: readonly GrantType[] = client.grantTypes ?? type.grantTypes
    return {
      ...client,
      grantTypes: allowed,
      authenticationMethods,
      public: authenticationMethods.includes('none'),
    }
  })
  .superRefine((client, context) => {
    const refuse = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message })
    const methods = client.authenticationMethods
    if (client.public && methods.length > 1) {
      refuse('authenticationMethods', '"none" stands alone: a client is public or it is not')
    }
    if (client.public && client.clientSecret !== undefined) {
      refuse('clientSecret', 'a public client cannot keep a secret (RFC 6749 §2.1)')
    }
    if (client.public && client.grantTypes.includes('client_credentials')) {
      refuse('grantTypes', 'a public client cannot use client_credentials (RFC 6749 §4.4)')
    }
    if (methods.some((method) => method.startsWith('client_secret')) && !client.clientSecret) {
      refuse('clientSecret', `is required by ${methods.join(' and ')}`)
    }
    if (methods.includes('private_key_jwt') && !client.jwks) {
      refuse('jwks', 'is required by private_key_jwt')
    }
    if (client.idTokenSigningAlg === 'HS256' && !client.clientSecret) {
      refuse('idTokenSigningAlg', 'HS256 needs a clientSecret, which a browser cannot keep')
    }
  })

export type Client = z.output<typeof clientSchema>
