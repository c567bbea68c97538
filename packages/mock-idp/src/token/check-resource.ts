import type { Parameters } from '../parameters.ts'
import { OAuthError } from '../refusals.ts'
import type { Grant } from '../stores/grants.ts'

/**
 * RFC 8707 §2.2: a token request may name the resource again, but no other than was granted; a
 * token for another one than asked for would be sent to the wrong place.
 *
 * @throws {OAuthError} invalid_target
 */
export function checkResource({ audience }: Grant, parameters: Parameters): void {
  const other = parameters.all('resource').find((resource) => resource !== audience)
  if (other === undefined) return
  throw new OAuthError('token-request.resource', 'resource is not the one that was granted')
}
