import { z } from 'zod'
import { scopeToken } from '../tenant/api.ts'

const common = {
  /** What `connection` in a request says. */
  name: z
    .string()
    .regex(
      /^[A-Za-z0-9]([A-Za-z0-9-]{0,126}[A-Za-z0-9])?$/,
      'must be letters, digits and hyphens, and neither begin nor end with a hyphen',
    ),
  /** What the button says; left out: the name of the strategy. */
  displayName: z.string().min(1).optional(),
  /** API identifier to the scopes that somebody new may be granted. */
  permissions: z.record(z.string(), z.array(scopeToken)).default({}),
}

const databaseSchema = z.strictObject({
  ...common,
  strategy: z.literal('auth0'),
  signUp: z.boolean().default(true),
  passwordMinLength: z.number().int().min(1).max(128).default(8),
  /** Wrong passwords for one account from one address, until it is blocked from there. */
  tries: z.number().int().min(1).default(10),
  /** Attempts for one account from one address, right or wrong. */
  attemptsPerMinute: z.number().int().min(1).default(20),
})

const passwordlessSchema = z.strictObject({
  ...common,
  strategy: z.enum(['email', 'sms']),
  /** What is sent: a text message can only hold a code. */
  send: z.enum(['code', 'link']).default('code'),
  codeLength: z.number().int().min(4).max(12).default(6),
  /** Seconds in which a code or link works. */
  lifetime: z.number().int().min(1).default(180),
  /** Wrong codes until a new one is needed. */
  tries: z.number().int().min(1).default(3),
  /** Lets people in whom the tenant does not know yet. */
  signUp: z.boolean().default(true),
})

const linking = {
  /**
   * Logs in a user of a database whose e-mail address is the one that the upstream provider says
   * it has verified. Off: whoever can name an address upstream must not become its owner here.
   */
  linkByVerifiedEmail: z.boolean().default(false),
}

const oidcSchema = z.strictObject({
  ...common,
  ...linking,
  strategy: z.enum([
    'google-oauth2',
    'facebook',
    'github',
    'apple',
    'linkedin',
    'windowslive',
    'oidc',
    'waad',
    'okta',
  ]),
  /** Exactly what the upstream provider's metadata says. */
  issuer: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  scope: z.string().default('openid profile email'),
})

const keyPair = z.strictObject({ privateKey: z.string().min(1), certificate: z.string().min(1) })

const samlSchema = z.strictObject({
  ...common,
  ...linking,
  strategy: z.enum(['samlp', 'adfs', 'pingfederate']),
  /** Where the identity provider takes authentication requests (HTTP-Redirect binding). */
  entryPoint: z.url(),
  /** The entity ID of the identity provider: the issuer of its assertions. */
  idpEntityId: z.string().min(1),
  /** Its X.509 signing certificates, PEM; two while it changes from one to the other. */
  certificates: z.array(z.string().min(1)).min(1),
  /** What we are called there; left out: `urn:frontchannel:{tenant}:{name}`. */
  entityId: z.string().min(1).optional(),
  /** One signature has to be there, round the response or the assertion; these insist on theirs. */
  wantResponseSigned: z.boolean().default(false),
  wantAssertionSigned: z.boolean().default(false),
  /** Ours, PEM: to sign requests, and to read assertions that are encrypted for us. */
  signing: keyPair.optional(),
  decryption: keyPair.optional(),
  /** The attributes that hold e-mail address and name. */
  attributes: z
    .strictObject({
      email: z
        .array(z.string())
        .default([
          'email',
          'mail',
          'urn:oid:0.9.2342.19200300.100.1.3',
          'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
        ]),
      name: z
        .array(z.string())
        .default([
          'name',
          'displayName',
          'urn:oid:2.16.840.1.113730.3.1.241',
          'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
        ]),
    })
    .prefault({}),
})

/** One way to log in: a row that says who vouches for the end-user, and on which terms. */
export const connectionSchema = z
  .discriminatedUnion('strategy', [databaseSchema, passwordlessSchema, oidcSchema, samlSchema])
  .refine((row) => row.strategy !== 'sms' || row.send === 'code', {
    path: ['send'],
    message: 'a text message can only hold a code',
  })

export type Connection = z.output<typeof connectionSchema>
export type DatabaseConnection = z.output<typeof databaseSchema>
export type PasswordlessConnection = z.output<typeof passwordlessSchema>
export type OidcConnection = z.output<typeof oidcSchema>
export type SamlConnection = z.output<typeof samlSchema>

/** What a tenant has that names none: one database, as a new tenant at Auth0. */
export const defaultConnection = {
  strategy: 'auth0',
  name: 'Username-Password-Authentication',
} as const
