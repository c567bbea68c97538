import type { ProblemCode } from './problems.ts'

/** What any route may answer to any caller. */
const always = [
  'request_timeout',
  'validation_failed',
  'rate_limited',
  'overloaded',
  'headers_too_large',
  'internal_error',
  'database_unavailable',
] as const satisfies readonly ProblemCode[]

/** What a route that wants an Access Token may answer on top. */
export const authorized = [
  'missing_credentials',
  'malformed_credentials',
  'invalid_token',
  'token_expired',
  'insufficient_scope',
  'keys_unavailable',
  ...always,
] as const satisfies readonly ProblemCode[]

/** What a server that reads bodies may answer, whether or not the route takes one. */
export const mayCarryBody = [
  'payload_too_large',
  'unsupported_media_type',
] as const satisfies readonly ProblemCode[]

/** What a change of one entry may answer. */
export const changing = [
  ...authorized,
  ...mayCarryBody,
  'not_found',
  'conflict',
  'precondition_failed',
] as const satisfies readonly ProblemCode[]
