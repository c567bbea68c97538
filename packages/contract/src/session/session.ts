import * as z from 'zod/mini'

const opaque = z.string().check(z.minLength(1), z.maxLength(2048))
const random = z.string().check(z.regex(/^[A-Za-z0-9_-]{22,128}$/))

/** What a login begins with: `POST /login`. The answer is a cookie. */
export const loginBinding = z.strictObject({
  state: random,
  nonce: random,
  codeChallenge: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  issuer: opaque,
  flow: opaque,
  redirectUri: opaque,
})

/** The code on its way from the SPA to its back-end: `POST /session`. No token is among it. */
export const codeHandOff = z.strictObject({
  // some providers put a whole encrypted grant into it
  code: z.string().check(z.minLength(1), z.maxLength(8192)),
  codeVerifier: z.string().check(z.regex(/^[A-Za-z0-9._~-]{43,128}$/)),
  nonce: random,
  state: random,
  redirectUri: opaque,
  issuer: opaque,
  flow: opaque,
  /** Of the ID Token that came with the code, where one came: the second has to be about it too. */
  idTokenSubject: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
})

/** Who is logged in, and for how long: `GET /session`. */
export const sessionView = z.discriminatedUnion('authenticated', [
  z.object({ authenticated: z.literal(false) }),
  z.object({
    authenticated: z.literal(true),
    /** Claims about the user, without those of the protocol. */
    user: z.looseObject({ iss: z.string(), sub: z.string() }),
    scopes: z.array(z.string()),
    expiresAt: z.iso.datetime(),
  }),
])

/** What a logout leaves to do: `DELETE /session`. */
export const loggedOut = z.object({
  /** Where the browser goes to end the session at the provider; null where that cannot be known. */
  endSessionUrl: z.nullable(z.string()),
  /** What became of the refresh token; `pending`: the provider is away and is asked again. */
  revocation: z.enum(['none', 'done', 'pending']),
})

/** One session of the user, in this browser or another. */
export const ownSession = z.object({
  id: z.uuid(),
  current: z.boolean(),
  /** The browser, as it calls itself. */
  device: z.string(),
  createdAt: z.iso.datetime(),
  usedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})

/** `GET /sessions` */
export const ownSessions = z.object({ items: z.array(ownSession) })

export type LoginBinding = z.output<typeof loginBinding>
export type CodeHandOff = z.output<typeof codeHandOff>
export type SessionView = z.output<typeof sessionView>
export type LoggedOut = z.output<typeof loggedOut>
export type OwnSession = z.output<typeof ownSession>
