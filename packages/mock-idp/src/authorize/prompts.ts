import type { RequirementId } from '@frontchannel/conformance'
import type { AuthorizationErrorCode } from './check.ts'
import {
  cameByEnabledConnection,
  consentQuestion,
  isExpectedUser,
  isFresh,
  maySkipConsent,
} from './login-state.ts'
import type { LoginState, PromptName } from './login-state.ts'

interface Prompt {
  readonly name: PromptName
  readonly requirements: readonly [RequirementId, ...RequirementId[]]
  /** The answer if the client forbade to ask (prompt=none). */
  readonly error: AuthorizationErrorCode
  readonly isNeeded: (state: LoginState) => boolean
}

/** What may have to be asked, in this order (OIDC Core §3.1.2.3, §3.1.2.4). */
const prompts: readonly Prompt[] = [
  {
    name: 'select_account',
    requirements: ['OIDCC-3.1.2.1', 'OIDCC-3.1.2.6'],
    error: 'account_selection_required',
    isNeeded: ({ request, user }) =>
      user !== undefined && request.prompts.includes('select_account'),
  },
  {
    name: 'login',
    requirements: ['OIDCC-3.1.2.3', 'OIDCC-3.1.2.6'],
    error: 'login_required',
    isNeeded: (state) =>
      state.request.prompts.includes('login') ||
      !isFresh(state) ||
      !isExpectedUser(state) ||
      !cameByEnabledConnection(state),
  },
  {
    name: 'consent',
    requirements: ['OIDCC-3.1.2.4', 'OIDCC-3.1.2.6'],
    error: 'consent_required',
    isNeeded: (state) => {
      const question = consentQuestion(state)
      if (state.request.prompts.includes('consent') || !question) return true
      return !maySkipConsent(state) && !state.provider.consents.allows(question)
    },
  },
]

/** The next thing to ask the end-user; undefined: nothing is left to ask. */
export function nextPrompt(state: LoginState): Prompt | undefined {
  return prompts.find((prompt) => {
    if (prompt.name === 'login' && !state.user) return true // even if just logged in: blocked since
    return !state.done.has(prompt.name) && prompt.isNeeded(state)
  })
}
