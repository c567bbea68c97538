import type { Json } from './json.ts'

/** Claims of one's own: the name is a URL, and nobody ever calls it. */
export type NamespacedClaims = Record<`http://${string}` | `https://${string}`, Json>

/** The end-user as rules see them. A rule may add to it what the next ones read. */
export interface RuleUser {
  readonly user_id: string
  readonly email: string | undefined
  readonly email_verified: boolean
  readonly name: string | undefined
  readonly identities: readonly {
    readonly connection: string
    readonly provider: string
    readonly user_id: string
    readonly isSocial: boolean
  }[]
  readonly user_metadata: Readonly<Record<string, Json>>
  readonly app_metadata: Readonly<Record<string, Json>>
  roles?: readonly string[]
  groups?: readonly string[]
  /** What the user may be granted at the API of the request. */
  permissions: readonly string[]
}

export type RuleProtocol =
  | 'oidc-basic-profile'
  | 'oidc-implicit-profile'
  | 'oidc-hybrid-profile'
  | 'oauth2-refresh-token'
  /** The end-user has come back from where a rule sent them. */
  | 'redirect-callback'

/** The login as rules see it, in the words of Auth0's; the last three are theirs to fill in. */
export interface RuleContext {
  readonly clientID: string
  readonly clientName: string
  readonly connection: string
  readonly connectionStrategy: string
  readonly protocol: RuleProtocol
  readonly sessionID: string
  readonly audience: string | undefined
  readonly stats: { readonly loginsCount: number }
  readonly request: {
    readonly query: Readonly<Record<string, string>>
    readonly ip: string | undefined
  }
  readonly authorization: {
    readonly requestedScopes: readonly string[]
    /** Least privilege: what was requested, is defined and the user may have. */
    readonly grantedScopes: readonly string[]
  }
  readonly idToken: NamespacedClaims
  /** `scope` replaces the scopes of the token. The API has to define them. */
  readonly accessToken: NamespacedClaims & { scope?: readonly string[] }
  /** Sends the end-user somewhere, once; they come back to `/continue?state=…`. */
  redirect?: { readonly url: string }
}

/** Runs after the end-user has logged in and before anything is issued; throws to deny. */
export interface Rule {
  /** Letters, digits, spaces and hyphens. */
  readonly name: string
  /** The lower, the earlier. */
  readonly order: number
  readonly enabled?: boolean
  readonly run: (user: RuleUser, context: RuleContext) => void | Promise<void>
}

/** Thrown by a rule: the client is told `unauthorized`, in these words. */
export class UnauthorizedError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnauthorizedError'
  }
}
