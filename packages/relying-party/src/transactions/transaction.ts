import type { FlowId } from '../flows.ts'

export type ResponseMode = 'fragment' | 'query' | 'form_post' | 'web_message'

/** What has to be remembered between an authorization request and its response. */
export interface LoginTransaction {
  readonly state: string
  readonly nonce: string
  /** Where the flow issues a code. */
  readonly codeVerifier?: string
  readonly issuer: string
  readonly clientId: string
  readonly redirectUri: string
  readonly flow: FlowId
  readonly scope: string
  /** If the request asked for another than the flow's own. */
  readonly responseMode?: ResponseMode
  /** Seconds, if the request asked for a recent authentication. */
  readonly maxAge?: number
  /** Where in the app the user wanted to go: a path, with query and hash. */
  readonly returnTo: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** Whether the request had `prompt=none`. */
  readonly silent: boolean
}

/** One record for each pending login. A record is used once. */
export interface TransactionStore {
  /** @throws {TransactionStorageError} */
  readonly save: (transaction: LoginTransaction) => void
  /** Removes and returns a record, an expired one too, so that its return path is not lost. */
  readonly take: (state: string) => LoginTransaction | undefined
}

// RFC 6749 does not say; longer than a login with a forgotten password takes, shorter than a lunch
export const transactionLifetimeMilliseconds = 10 * 60_000
