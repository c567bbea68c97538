import type { AuthorizationErrorCode } from '../authorize/check.ts'
import type { Injector, Injectors } from './inject.ts'

/** What becomes of a request with prompt=none; empty: what should become of it. */
export interface SilentAnswer {
  error?: AuthorizationErrorCode
  page?: 'never' | 'shown' | 'error-500'
  /** Answers as if another user of the tenant had the session. */
  switchUser?: boolean
}

const error =
  (code: AuthorizationErrorCode): Injector<SilentAnswer> =>
  (answer) => {
    answer.error = code
  }

const page =
  (name: NonNullable<SilentAnswer['page']>): Injector<SilentAnswer> =>
  (answer) => {
    answer.page = name
  }

/** How a silent answer goes wrong. */
export const silentAnswerInjectors: Injectors<'silent-answer', SilentAnswer> = {
  'silent-answer.error.login_required': error('login_required'),
  'silent-answer.error.consent_required': error('consent_required'),
  'silent-answer.error.interaction_required': error('interaction_required'),
  'silent-answer.error.account_selection_required': error('account_selection_required'),
  'silent-answer.error.server_error': error('server_error'),
  'silent-answer.page.never': page('never'),
  'silent-answer.page.shown': page('shown'),
  'silent-answer.page.error-500': page('error-500'),
  'silent-answer.sub.switched': (answer) => {
    answer.switchUser = true
  },
}
