/** The errors of the endpoints that an embedded login calls, as Auth0 names them, and their status. */
const statuses = {
  invalid_request: 400,
  unsupported_credential_type: 400,
  unauthorized_client: 401,
  access_denied: 403,
  blocked_user: 403,
  too_many_attempts: 429,
  server_error: 500,
} as const

export type EmbeddedErrorCode = keyof typeof statuses

export const embeddedError = (error: EmbeddedErrorCode, description: string): Response =>
  Response.json(
    { error, error_description: description },
    { status: statuses[error], headers: { 'Cache-Control': 'no-store' } },
  )

/** The form of the older endpoints: a code with a dot. */
export const codedError = (code: string, description: string, status = 400): Response =>
  Response.json({ code, error: description }, { status, headers: { 'Cache-Control': 'no-store' } })
