import { rowsOf } from './rows.ts'

const { report } = rowsOf('authorization-response', 'relying-party')

/** Error responses: each is legal, and each must be told to the user without harm. */
export const authorizationErrorFaults = [
  report(
    'authorization-response.error.access_denied',
    'RFC6749-4.2.2.1',
    'The answer is access_denied',
  ),
  report(
    'authorization-response.error.invalid_request',
    'RFC6749-4.2.2.1',
    'The answer is invalid_request',
  ),
  report(
    'authorization-response.error.unauthorized_client',
    'RFC6749-4.2.2.1',
    'The answer is unauthorized_client',
  ),
  report(
    'authorization-response.error.unsupported_response_type',
    'RFC6749-4.2.2.1',
    'The answer is unsupported_response_type',
  ),
  report(
    'authorization-response.error.invalid_scope',
    'RFC6749-4.2.2.1',
    'The answer is invalid_scope',
  ),
  report(
    'authorization-response.error.server_error',
    'RFC6749-4.2.2.1',
    'The answer is server_error',
  ),
  report(
    'authorization-response.error.temporarily_unavailable',
    'RFC6749-4.2.2.1',
    'The answer is temporarily_unavailable',
  ),
  report(
    'authorization-response.error.login_required',
    'OIDCC-3.1.2.6',
    'The answer is login_required',
    { oidf: 'oidcc-client-test-form-post-error' },
  ),
  report(
    'authorization-response.error.consent_required',
    'OIDCC-3.1.2.6',
    'The answer is consent_required',
  ),
  report(
    'authorization-response.error.interaction_required',
    'OIDCC-3.1.2.6',
    'The answer is interaction_required',
  ),
  report(
    'authorization-response.error.account_selection_required',
    'OIDCC-3.1.2.6',
    'The answer is account_selection_required',
  ),
  report(
    'authorization-response.error.unknown',
    'RFC6749-4.2.2.1',
    'The answer is an error that no specification knows',
  ),
  report(
    'authorization-response.error.markup',
    'RFC6749-4.2.2.1',
    'The description of the error is markup with a script',
  ),
  report(
    'authorization-response.error.long',
    'RFC6749-4.2.2.1',
    'The description of the error has 2000 characters',
  ),
  report(
    'authorization-response.error.bidirectional',
    'RFC6749-4.2.2.1',
    'The description of the error runs from right to left',
  ),
  report('authorization-response.error.script-uri', 'RFC6749-4.2.2.1', 'error_uri is a script'),
  report(
    'authorization-response.error.with-tokens',
    'RFC6749-4.2.2.1',
    'The response holds an error and the tokens',
  ),
] as const
