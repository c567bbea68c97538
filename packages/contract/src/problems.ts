import * as z from 'zod/mini'

/** RFC 6750 §3.1: the three errors that a resource server may name in its challenge. */
export type BearerError = 'invalid_request' | 'invalid_token' | 'insufficient_scope'

export interface ProblemRow {
  readonly status: number
  readonly title: string
  readonly when: string
  /** The answer carries a Bearer challenge; without `error` where no credentials were sent. */
  readonly challenge?: { readonly error?: BearerError }
  /** Seconds for `Retry-After`, where trying again may help. */
  readonly retryAfter?: number
}

/** Every way in which the API refuses, by its stable code. */
export const problems = {
  missing_credentials: {
    status: 401,
    title: 'Credentials are missing',
    when: 'The request carries no Bearer token.',
    challenge: {},
  },
  malformed_credentials: {
    status: 400,
    title: 'Credentials are malformed',
    when: 'The Authorization header cannot be read, is repeated, or the token comes in two ways.',
    challenge: { error: 'invalid_request' },
  },
  invalid_token: {
    status: 401,
    title: 'Access Token is not valid',
    when: 'The Access Token is malformed, from another issuer or for another audience.',
    challenge: { error: 'invalid_token' },
  },
  token_expired: {
    status: 401,
    title: 'Access Token has expired',
    when: 'The Access Token was good once; a new one will be.',
    challenge: { error: 'invalid_token' },
  },
  insufficient_scope: {
    status: 403,
    title: 'Scope is not granted',
    when: 'The Access Token is good but does not carry the scope that the route requires.',
    challenge: { error: 'insufficient_scope' },
  },
  validation_failed: {
    status: 400,
    title: 'Input is not valid',
    when: 'Path, query or body differ from what the route takes; `errors` says where.',
  },
  own_entry: {
    status: 403,
    title: 'Nobody decides on their own entries',
    when: 'The entry belongs to the caller: another manager decides on it.',
  },
  machine_required: {
    status: 403,
    title: 'Only for machines',
    when: 'The Access Token is about a user; the route takes those of client credentials.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    when: 'There is no such resource, or it is not yours.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method is not allowed',
    when: 'The path exists, but not with this method.',
  },
  conflict: {
    status: 409,
    title: 'Conflict',
    when: 'The resource is in a state that does not allow the change.',
  },
  request_timeout: {
    status: 408,
    title: 'Request took too long',
    when: 'The request did not arrive completely in time.',
  },
  precondition_failed: {
    status: 412,
    title: 'Version has changed',
    when: 'The resource is at another version than `If-Match` says; `ETag` has the current one.',
  },
  payload_too_large: {
    status: 413,
    title: 'Body is too large',
    when: 'The body is longer than the API reads.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Media type is not supported',
    when: 'The body is something else than application/json.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'Idempotency key belongs to another request',
    when: 'The `Idempotency-Key` came before with another body or on another route.',
  },
  precondition_required: {
    status: 428,
    title: 'Precondition is required',
    when: 'The change does not say in `If-Match` which version it is of.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    when: 'The caller sent more requests than its share.',
    retryAfter: 60,
  },
  headers_too_large: {
    status: 431,
    title: 'Headers are too large',
    when: 'The headers are longer than the API reads.',
  },
  internal_error: {
    status: 500,
    title: 'Internal error',
    when: 'The API failed; nothing about the request is known to be wrong.',
  },
  overloaded: {
    status: 503,
    title: 'Too much to do',
    when: 'The API answers as many requests as it can; more would only wait.',
    retryAfter: 1,
  },
  keys_unavailable: {
    status: 503,
    title: 'Keys are not available',
    when: 'The keys of the issuer cannot be had, so no Access Token can be checked.',
    retryAfter: 5,
  },
  database_unavailable: {
    status: 503,
    title: 'Database is not available',
    when: 'The database cannot be reached.',
    retryAfter: 5,
  },
} as const satisfies Record<string, ProblemRow>

export type ProblemCode = keyof typeof problems

export const problemMediaType = 'application/problem+json'

/**
 * RFC 9457 problem details. Open on purpose: a peer ignores members that it does not know (§3.2),
 * and `code` is any string, because a newer API may refuse for a reason that an older client
 * has no name for.
 */
export const problemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  instance: z.optional(z.string()),
  code: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
})

export type ProblemBody = z.output<typeof problemBody>

export interface ProblemDetails {
  readonly detail?: string | undefined
  readonly instance?: string | undefined
  readonly errors?: readonly { readonly path: string; readonly message: string }[] | undefined
}

/** The body of the problem with this code. Its `type` is a name; nothing is served there. */
export function buildProblemBody(code: ProblemCode, details: ProblemDetails = {}): ProblemBody {
  const { status, title } = problems[code]
  const { detail, instance, errors } = details
  return {
    type: `https://timesheets.example.com/problems/${code}`,
    title,
    status,
    code,
    ...(detail !== undefined && { detail }),
    ...(instance !== undefined && { instance }),
    ...(errors && { errors: errors.map(({ path, message }) => ({ path, message })) }),
  }
}
