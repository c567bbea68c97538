// RFC 6750 §3.1: the three errors that a resource server may name, and the refusal that names none.
import type { RequirementId } from '@frontchannel/conformance'
import { problems, type ProblemCode, type ProblemRow } from '@frontchannel/contract'

/** Why a token was refused, as far as its sender needs to know. */
export type TokenProblem = Extract<ProblemCode, 'invalid_token' | 'token_expired'>

/** The check that refused: for the log, and for people while they develop. Never a token. */
export interface Cause {
  readonly check: string
  readonly requirements: readonly RequirementId[]
  readonly expected: string
  readonly actual: string
}

/** A request that does not get past the guard. */
export abstract class AccessRefused extends Error {
  abstract readonly code: ProblemCode
  /** What the peer is told about the reason: one sentence, the same for each reason of a kind. */
  abstract readonly description: string | undefined
  readonly refusal: Cause | undefined
  #kind: string | undefined

  constructor(refusal?: Cause) {
    // whoever sends a flood of bad tokens must not make us pay for traces that nobody reads
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super(refusal && `${refusal.check}: expected ${refusal.expected}, got ${refusal.actual}`)
    Error.stackTraceLimit = stackTraceLimit
    this.refusal = refusal
  }

  /** The scopes that would have been enough. */
  get scopes(): readonly string[] {
    return []
  }

  /** The same for refusals whose answers are the same, but for the request's id. */
  get kind(): string {
    this.#kind ??= [this.code, this.refusal?.check, ...this.scopes].join(' ')
    return this.#kind
  }
}

/** No credentials, or none of a scheme that this API knows: no error is named (RFC 6750 §3.1). */
export class MissingTokenError extends AccessRefused {
  readonly code = 'missing_credentials'
  readonly description = undefined
}

/** The header is malformed or repeated. */
export class InvalidRequestError extends AccessRefused {
  readonly code = 'malformed_credentials'
  readonly description = 'The request needs exactly one Authorization header with one Bearer token'

  constructor(check: string, expected: string) {
    super({ check, requirements: ['RFC6750-3.1'], expected, actual: 'something else' })
  }
}

/** The token is malformed, expired, or not made for this API. */
export class InvalidTokenError extends AccessRefused {
  readonly code: TokenProblem
  readonly description: string

  constructor({ code, ...cause }: Cause & { readonly code: TokenProblem }) {
    super(cause)
    this.code = code
    // which of the others it was would help an attacker more than a client
    this.description =
      code === 'token_expired'
        ? 'The Access Token has expired'
        : 'The Access Token is not valid for this API'
  }
}

/** The token is good and permits something else. */
export class InsufficientScopeError extends AccessRefused {
  readonly code = 'insufficient_scope'
  readonly description = 'The Access Token does not permit this'
  readonly #scopes: readonly string[]

  constructor(scopes: readonly string[], refusal: Cause) {
    super(refusal)
    this.#scopes = scopes
  }

  override get scopes(): readonly string[] {
    return this.#scopes
  }
}

/** The token cannot be judged. Answering 401 would log users out because of our own trouble. */
export class KeysUnavailableError extends AccessRefused {
  readonly code = 'keys_unavailable'
  readonly description = undefined

  constructor(cause?: unknown) {
    super()
    this.cause = cause
    this.message = 'the keys of the issuer cannot be had'
  }
}

export interface ChallengeOptions {
  readonly realm: string
  /** RFC 9728 §5.1: where the metadata of this resource server are. */
  readonly resourceMetadata?: string | undefined
}

/** The value of `WWW-Authenticate`, or undefined where a challenge would not help. */
export function buildChallenge(
  { code, description, scopes }: AccessRefused,
  { realm, resourceMetadata }: ChallengeOptions,
): string | undefined {
  const row: ProblemRow = problems[code]
  if (!row.challenge) return undefined
  // none of these holds anything that a peer sent, so none needs escaping (RFC 6750 §3)
  const parameters = {
    realm,
    error: row.challenge.error,
    error_description: description,
    scope: scopes.length > 0 ? scopes.join(' ') : undefined,
    resource_metadata: resourceMetadata,
  }
  const shown = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return `Bearer ${shown.map(([name, value]) => `${name}="${value ?? ''}"`).join(', ')}`
}
