import { singleLine } from '../authorization/single-line.ts'

/**
 * The token endpoint answered with an error response.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-5.2 RFC 6749 §5.2}
 */
export class TokenError extends Error {
  override readonly name = 'TokenError'
  /** `invalid_grant` says that a code or refresh token is used up; asking again does not help. */
  readonly error: string
  readonly description: string | undefined
  readonly status: number

  constructor(error: string, description: unknown, status: number) {
    super(`the token request was answered with ${singleLine(error, 64)} (${status})`)
    this.error = singleLine(error, 64)
    this.description = typeof description === 'string' ? singleLine(description, 256) : undefined
    this.status = status
  }
}
