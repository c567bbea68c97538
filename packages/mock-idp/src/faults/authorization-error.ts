import type { ResponseDraft } from '../authorize/response-draft.ts'
import type { Injector, Injectors } from './inject.ts'

/** Answers with an error in place of the tokens; `state` and `iss` stay as they are. */
const answer =
  (
    error: string,
    description = 'the mock was told to answer with this error',
  ): Injector<ResponseDraft> =>
  (draft) => {
    draft.parameters = [
      ['error', error],
      ['error_description', description],
      ...draft.parameters.filter(([name]) => name === 'state' || name === 'iss'),
    ]
  }

export const errorInjectors = {
  'authorization-response.error.access_denied': answer('access_denied'),
  'authorization-response.error.invalid_request': answer('invalid_request'),
  'authorization-response.error.unauthorized_client': answer('unauthorized_client'),
  'authorization-response.error.unsupported_response_type': answer('unsupported_response_type'),
  'authorization-response.error.invalid_scope': answer('invalid_scope'),
  'authorization-response.error.server_error': answer('server_error'),
  'authorization-response.error.temporarily_unavailable': answer('temporarily_unavailable'),
  'authorization-response.error.login_required': answer('login_required'),
  'authorization-response.error.consent_required': answer('consent_required'),
  'authorization-response.error.interaction_required': answer('interaction_required'),
  'authorization-response.error.account_selection_required': answer('account_selection_required'),
  'authorization-response.error.unknown': answer('error_of_the_future'),
  'authorization-response.error.markup': answer(
    'access_denied',
    '<img src=x onerror=alert(1)><script>alert(1)</script><a href="https://stranger.example/">here</a>',
  ),
  'authorization-response.error.long': answer('access_denied', 'Very long. '.repeat(182)),
  'authorization-response.error.bidirectional': answer('access_denied', '\u202eymene \u2066\u200f'),
  'authorization-response.error.script-uri': (draft, provider) => {
    void answer('access_denied')(draft, provider)
    draft.parameters.push(['error_uri', 'javascript:alert(1)'])
  },
  'authorization-response.error.with-tokens': (draft) => {
    draft.parameters.unshift(['error', 'access_denied'])
  },
} satisfies Partial<Injectors<'authorization-response', ResponseDraft>>
