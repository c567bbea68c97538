import type { RequirementId } from '@frontchannel/conformance'

/** The errors that endpoints without a redirect answer with, and their status. */
const statuses = {
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  unauthorized_client: 403, // RFC 6749 §5.2 would say 400; Auth0, whose API this is, says 403
  unsupported_grant_type: 400,
  invalid_scope: 400,
  invalid_target: 400,
  access_denied: 403,
  invalid_token: 401,
  insufficient_scope: 403,
  method_not_allowed: 405,
} as const

export type OAuthErrorCode = keyof typeof statuses

interface RefusalRow {
  readonly error: OAuthErrorCode
  readonly requirements: readonly [RequirementId, ...RequirementId[]]
}

/** What token, revocation and userinfo requests are refused for. */
const rows = {
  'request.method': { error: 'method_not_allowed', requirements: ['RFC6749-3.2'] },
  'request.body': { error: 'invalid_request', requirements: ['RFC6749-3.2'] },
  'request.client': { error: 'invalid_client', requirements: ['RFC6749-2.3'] },
  'request.client.one-method': { error: 'invalid_request', requirements: ['RFC6749-2.3'] },
  'request.client.same': { error: 'invalid_request', requirements: ['RFC6749-2.3'] },
  'token-request.once': { error: 'invalid_request', requirements: ['RFC6749-3.2'] },
  'token-request.grant_type.present': { error: 'invalid_request', requirements: ['RFC6749-5.2'] },
  'token-request.grant_type.supported': {
    error: 'unsupported_grant_type',
    requirements: ['RFC6749-5.2'],
  },
  'token-request.grant_type.allowed': {
    error: 'unauthorized_client',
    requirements: ['RFC6749-5.2'],
  },
  'token-request.code.present': { error: 'invalid_request', requirements: ['RFC6749-4.1.3'] },
  'token-request.code.known': { error: 'invalid_grant', requirements: ['RFC6749-4.1.3'] },
  'token-request.code.unused': { error: 'invalid_grant', requirements: ['RFC6749-4.1.2'] },
  'token-request.redirect_uri': { error: 'invalid_grant', requirements: ['RFC6749-4.1.3'] },
  'token-request.code_verifier': { error: 'invalid_grant', requirements: ['RFC7636-4.6'] },
  'token-request.refresh_token.present': { error: 'invalid_request', requirements: ['RFC6749-6'] },
  'token-request.refresh_token.known': { error: 'invalid_grant', requirements: ['RFC6749-6'] },
  'token-request.refresh_token.unused': {
    error: 'invalid_grant',
    requirements: ['RFC9700-4.14.2'],
  },
  'token-request.scope.narrower': { error: 'invalid_scope', requirements: ['RFC6749-6'] },
  'token-request.resource': { error: 'invalid_target', requirements: ['RFC8707-2'] },
  'token-request.audience': { error: 'access_denied', requirements: ['RFC8707-2'] },
  'revocation-request.token': { error: 'invalid_request', requirements: ['RFC7009-2.1'] },
  'userinfo-request.credentials': { error: 'invalid_token', requirements: ['RFC6750-3'] },
  'userinfo-request.well-formed': { error: 'invalid_request', requirements: ['RFC6750-2.1'] },
  'userinfo-request.token': { error: 'invalid_token', requirements: ['RFC6750-3.1'] },
  'userinfo-request.scope': { error: 'insufficient_scope', requirements: ['RFC6750-3.1'] },
} as const satisfies Record<string, RefusalRow>

export type RefusalId = keyof typeof rows

/** The error that a refusal is told as. */
export const errorOf = (check: RefusalId): OAuthErrorCode => rows[check].error

/** A request was refused; the peer is told as JSON (RFC 6749 §5.2). Holds no secret. */
export class OAuthError extends Error {
  readonly check: RefusalId
  readonly code: OAuthErrorCode
  readonly headers: Readonly<Record<string, string>>

  constructor(
    check: RefusalId,
    description: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(description)
    this.name = 'OAuthError'
    this.check = check
    this.code = rows[check].error
    this.headers = headers
  }

  toResponse(): Response {
    const body = { error: this.code, error_description: inDescription(this.message) }
    return Response.json(body, {
      status: statuses[this.code],
      headers: { 'Cache-Control': 'no-store', ...this.headers },
    })
  }
}

/** RFC 6749 §5.2: a description holds printable ASCII without quotes and backslashes. */
export const inDescription = (text: string): string =>
  text.replaceAll('"', "'").replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?')
