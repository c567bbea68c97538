import { singleLine } from './single-line.ts'

/**
 * The IdP answered with an error response. Its texts are the IdP's, or whoever wrote the link: show
 * them as text, never as markup or as a link.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-4.2.2.1 RFC 6749 §4.2.2.1}
 */
export class AuthorizationError extends Error {
  override readonly name = 'AuthorizationError'
  readonly error: string
  readonly description: string | undefined
  /** Where the user wanted to go. */
  readonly returnTo: string
  /** Whether the request had `prompt=none`. */
  readonly silent: boolean

  constructor(
    error: string,
    description: string | undefined,
    { returnTo, silent }: { readonly returnTo: string; readonly silent: boolean },
  ) {
    super(`the authorization request was answered with ${singleLine(error, 64)}`)
    this.error = singleLine(error, 64)
    this.description = description && singleLine(description, 256)
    this.returnTo = returnTo
    this.silent = silent
  }
}
