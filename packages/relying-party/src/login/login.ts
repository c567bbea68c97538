import type { AccessToken } from '../authorization/access-token.ts'
import type { FlowId } from '../flows.ts'
import type { IdTokenClaims } from '../id-token/id-token.ts'

/** What the back-end needs to redeem a code that arrived in the browser. */
export interface CodeHandOver {
  readonly code: string
  readonly codeVerifier: string
  readonly nonce: string
  /** The ID Token that came with the code, for the back-end to check it for itself. */
  readonly idToken?: string
}

/** A login whose every check has passed. */
export interface Login {
  readonly flow: FlowId
  readonly returnTo: string
  /** Whether the request had `prompt=none`. */
  readonly silent: boolean
  readonly issuer: string
  readonly idToken?: string
  /** Who logged in. Missing where no ID Token came: an Access Token alone authenticates nobody. */
  readonly claims?: IdTokenClaims
  readonly sub?: string
  readonly accessToken?: AccessToken
  /** Where the back-end redeems the code. */
  readonly handOver?: CodeHandOver
}
