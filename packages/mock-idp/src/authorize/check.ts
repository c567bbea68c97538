import type { RequirementId } from '@frontchannel/conformance'
import type { Provider } from '../provider.ts'
import type { AuthorizationRequest } from './request.ts'

/** RFC 6749 §4.1.2.1, OIDC Core §3.1.2.6, RFC 8707 §2. */
export type AuthorizationErrorCode =
  | 'invalid_request'
  | 'unauthorized_client'
  | 'access_denied'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'server_error'
  | 'temporarily_unavailable'
  | 'login_required'
  | 'consent_required'
  | 'interaction_required'
  | 'account_selection_required'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'registration_not_supported'
  | 'invalid_target'
  | 'unmet_authentication_requirements'
  // Auth0's, when a rule denies
  | 'unauthorized'

/** One requirement, tested on one authorization request. */
export interface AuthorizationCheck {
  readonly id: `authorization-request.${string}`
  readonly requirements: readonly [RequirementId, ...RequirementId[]]
  readonly error: AuthorizationErrorCode
  /** The reason to refuse, as a sentence for the client's developer; undefined: passed. */
  readonly refuses: (
    request: AuthorizationRequest,
    provider: Provider,
  ) => string | undefined | Promise<string | undefined>
}

/** Where a refusal is told: on a page that redirects nowhere, or to the client. */
export type Answer = 'page' | 'redirect'

export interface AuthorizationRefusal {
  readonly check: AuthorizationCheck['id']
  readonly error: AuthorizationErrorCode
  readonly description: string
  readonly answer: Answer
}

/** Runs the checks in order; the first that refuses decides. */
export async function findRefusal(
  checks: readonly (readonly [Answer, AuthorizationCheck])[],
  request: AuthorizationRequest,
  provider: Provider,
): Promise<AuthorizationRefusal | undefined> {
  for (const [answer, { id, error, refuses }] of checks) {
    const description = await refuses(request, provider)
    if (description !== undefined) return { check: id, error, description, answer }
  }
  return undefined
}
