import type { IdTokenClaims, TokenSet } from '@frontchannel/relying-party'

/** What the provider gave for a session: sealed in the database, and nowhere else. */
export interface SessionContents {
  /** Members that a newer version added are kept as they came. */
  readonly format: 1
  readonly accessToken: {
    readonly value: string
    /** Milliseconds since the epoch. */
    readonly expiresAt: number
    readonly scopes: readonly string[]
  }
  readonly refreshToken?: string
  /** Of the second ID Token. */
  readonly claims: IdTokenClaims
}

export interface Session {
  /** SHA-256 of the value of its cookie. */
  readonly digest: Buffer
  /** How its user names it. */
  readonly handle: string
  readonly issuer: string
  readonly subject: string
  readonly version: number
  readonly usedAt: Date
  /** When it ends in any case. */
  readonly expiresAt: Date
  /** A refresh token was sent then, and no answer to it was kept. */
  readonly refreshSentAt: Date | null
  readonly contents: SessionContents
}

export type SessionEnd =
  | 'logout'
  | 'ended-elsewhere'
  | 'replaced'
  | 'provider-logout'
  | 'refresh-refused'
  | 'refresh-untrusted'
  | 'refresh-lost'
  | 'userinfo-untrusted'
  | 'expired'

/** What a token response leaves, on top of what was there before. */
export function contentsOf(
  { accessToken, refreshToken, claims }: TokenSet,
  before?: SessionContents,
): SessionContents {
  const { value, expiresAt, scopes } = accessToken
  return {
    ...before,
    format: 1,
    accessToken: { value, expiresAt, scopes },
    ...(refreshToken !== undefined && { refreshToken }),
    // a refreshed ID Token may say less than the first
    claims: { ...before?.claims, ...claims } as IdTokenClaims,
  }
}
