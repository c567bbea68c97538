import type { FaultId } from '@frontchannel/conformance/faults'
import type { ClaimsRequest } from '../tokens/claims-request.ts'
import type { JsonObject } from '../tokens/draft.ts'

export interface RuleClaims {
  readonly idToken: JsonObject
  readonly accessToken: JsonObject
}

/** What an end-user allowed a client once. Every code and token points to the grant it came from. */
export interface Grant {
  readonly id: string
  readonly clientId: string
  /** The client itself for the client credentials grant. */
  readonly sub: string
  /** Granted, which may be less than requested. */
  readonly scopes: readonly string[]
  readonly requestedScopes: readonly string[]
  /** The identifier of the API the Access Token is for; undefined: an opaque one for userinfo. */
  readonly audience?: string | undefined
  readonly nonce?: string | undefined
  readonly claims: ClaimsRequest
  readonly acr?: string | undefined
  /** Seconds since the epoch. */
  readonly authTime: number
  /** Told in ID Tokens only if the request asked for it. */
  readonly tellAuthTime: boolean
  readonly sessionId: string
  /** The faults that the authorization request asked for. */
  readonly faults: readonly FaultId[]
  /** What else it was, for faults of a tenant that are meant for some requests. */
  readonly responseType?: string | undefined
  readonly prompt?: string | undefined
  /** What rules and hooks add to the tokens; a refresh runs them anew. */
  ruleClaims?: RuleClaims
  /** Set when a code was replayed, a rotated refresh token reused, or the client revoked it. */
  revoked: boolean
}

/** RFC 6749 §4.1.2 recommends ten minutes at most; RFC 9700 and ASVS 10.4.3 say one. */
export const codeLifetime = 60

export interface CodeRecord {
  readonly grant: Grant
  readonly redirectUri: string
  readonly codeChallenge?: string | undefined
  /** Its redemption also gives an ID Token: with scope openid, or if the front channel gave one. */
  readonly idToken: boolean
  used: boolean
}

export interface AccessTokenRecord {
  readonly grant: Grant
  readonly scopes: readonly string[]
}

export interface RefreshTokenRecord {
  readonly grant: Grant
  /** Milliseconds: rotation does not extend it. */
  readonly expiresAt: number
  /** When it was rotated away, in milliseconds. */
  rotatedAt?: number
}
