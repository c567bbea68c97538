/** The errors that endpoints other than /authorize answer with, and their status. */
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

/** An error that is told to the peer as JSON (RFC 6749 §5.2). The description holds no secret. */
export class OAuthError extends Error {
  readonly code: OAuthErrorCode
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: OAuthErrorCode,
    description: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(description)
    this.name = 'OAuthError'
    this.code = code
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
