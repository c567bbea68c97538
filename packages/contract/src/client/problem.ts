import type { ProblemBody, ProblemCode } from '../problems.ts'
import type { Challenge } from './challenge.ts'

export interface ApiProblemDetails {
  readonly status: number
  readonly code: string
  readonly challenge?: Challenge | undefined
  readonly body?: ProblemBody | undefined
  readonly retryAfterSeconds?: number | undefined
}

/** The API refused. Holds what it said and never what was sent. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  /** A code of the contract, or one that only a newer API knows. */
  readonly code: ProblemCode | (string & {})
  readonly challenge: Challenge | undefined
  /** Undefined where a gateway challenged in the API's place. */
  readonly body: ProblemBody | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(operation: string, details: ApiProblemDetails) {
    super(`${operation} was refused: ${details.status} ${details.code}`)
    this.status = details.status
    this.code = details.code
    this.challenge = details.challenge
    this.body = details.body
    this.retryAfterSeconds = details.retryAfterSeconds
  }
}

/**
 * - `unreachable`: no answer, or it broke off;
 * - `timeout`: no answer in time;
 * - `not-the-api`: something between answered (a captive portal, a proxy, a gateway);
 * - `outside-the-contract`: the answer is JSON, but not what the contract promises.
 */
export type NetworkProblemReason =
  'unreachable' | 'timeout' | 'not-the-api' | 'outside-the-contract'

/**
 * The API could not be understood. Says nothing about the user: nobody is signed out for it.
 * Carries no `cause`, for the messages of `fetch` and `JSON.parse` quote headers and bodies.
 */
export class NetworkProblem extends Error {
  override readonly name = 'NetworkProblem'
  readonly reason: NetworkProblemReason
  /** Of the answer, if there was one. */
  readonly status: number | undefined

  constructor(operation: string, reason: NetworkProblemReason, what: string, status?: number) {
    super(`${operation} got no answer of the API: ${what}`)
    this.reason = reason
    this.status = status
  }
}
