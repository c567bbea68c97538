import type { Clock } from '../provider/clock.ts'
import type { SignedExpectation, SignedSubject } from './signature.checks.ts'

/** What an ID Token says, once its checks have passed. Values of further claims are not checked. */
export interface IdTokenClaims {
  readonly iss: string
  readonly sub: string
  readonly aud: string | readonly string[]
  readonly exp: number
  readonly iat: number
  readonly nonce?: string
  readonly azp?: string
  readonly auth_time?: number
  readonly at_hash?: string
  readonly c_hash?: string
  readonly [claim: string]: unknown
}

/** What a later ID Token of a login has to agree with. */
export type PreviousIdToken = Pick<IdTokenClaims, 'sub' | 'auth_time'>

/** Where an ID Token comes from: it decides which rows apply. */
export interface IdTokenOrigin {
  readonly endpoint: 'authorization' | 'token'
  /** An answer to a refresh token. */
  readonly refreshed: boolean
  /** What came in the same response. */
  readonly besideAccessToken: boolean
  readonly besideCode: boolean
}

/** What an ID Token is held against. Nothing is left out by forgetting it: it is `undefined`. */
export interface IdTokenExpectation extends SignedExpectation {
  readonly issuer: string
  readonly clientId: string
  readonly trustedAudiences: readonly string[]
  readonly origin: IdTokenOrigin
  /** Of the request. */
  readonly nonce: string
  readonly maxAge: number | undefined
  readonly accessToken: string | undefined
  readonly code: string | undefined
  /** Of the ID Token that this one follows in the same login. */
  readonly previous: PreviousIdToken | undefined
  readonly clockToleranceSeconds: number
  readonly maxLifetimeSeconds: number
  /** Read after the provider's keys came, which tell its time. */
  readonly clock: () => Clock
}

export type IdTokenSubject = SignedSubject
