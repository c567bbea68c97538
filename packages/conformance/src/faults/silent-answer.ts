import { rowsOf } from './rows.ts'

const { reject, report } = rowsOf('silent-answer', 'relying-party')

/** Answers to a request with prompt=none; a request without it is answered as it should be. */
export const silentAnswerFaults = [
  report('silent-answer.error.login_required', 'OIDCC-3.1.2.6', 'The session is said to be over'),
  report('silent-answer.error.consent_required', 'OIDCC-3.1.2.6', 'Consent is said to be needed'),
  report(
    'silent-answer.error.interaction_required',
    'OIDCC-3.1.2.6',
    'Something else is said to be needed',
  ),
  report(
    'silent-answer.error.account_selection_required',
    'OIDCC-3.1.2.6',
    'An account is said to have to be chosen',
  ),
  report('silent-answer.error.server_error', 'RFC6749-4.2.2.1', 'The provider says that it failed'),
  report('silent-answer.page.never', 'OIDCC-3.1.2.6', 'No answer ever comes'),
  report(
    'silent-answer.page.shown',
    'OIDCC-3.1.2.6',
    'The login page comes, which nobody may frame',
  ),
  report('silent-answer.page.error-500', 'OIDCC-3.1.2.6', 'An error page comes, with status 500'),
  reject(
    'silent-answer.sub.switched',
    'session.sub',
    'OIDCC-3.1.2.6',
    'Somebody else is logged in at the provider now',
  ),
] as const
