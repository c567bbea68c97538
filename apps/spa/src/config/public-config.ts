/** What `/config.json` holds: everything that differs between environments, and no secret. */
export interface PublicConfig {
  readonly issuer: string
  readonly clientId: string
  /** The API that the Access Token is for; empty: none is asked for. */
  readonly audience: string
  readonly scope: string
  readonly flow: string
  /** What ID Tokens are signed with, if not as the provider's metadata tell. */
  readonly idTokenAlgorithms?: readonly string[]
  /** How the provider answers, if not as the flow has it. */
  readonly responseMode?: 'form_post'
  readonly tokenStorage: TokenStorageKind
  readonly resourceParameter: 'audience' | 'resource'
  readonly apiUrl: string
  /** Whether the demo users are shown. */
  readonly demo: boolean
}

export type TokenStorageKind = 'memory' | 'session' | 'local'
