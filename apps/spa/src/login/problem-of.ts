import { ProtocolError } from '@frontchannel/conformance'
import type { LoginProblem } from './outcome.ts'

/**
 * Sorts whatever ended a login. Nothing of an unforeseen error is shown: it could quote a token.
 *
 * By name and not by class, as the classes of the relying party arrive with it, later than this.
 */
export function problemOf(error: unknown): LoginProblem {
  if (error instanceof ProtocolError) {
    const { check, requirements, expected, actual } = error
    return { kind: 'refused', refusal: { check, requirements, expected, actual } }
  }
  const { name, error: code, description } = error as Partial<Record<string, unknown>>
  if (name === 'AuthorizationError' && typeof code === 'string') {
    return {
      kind: 'not-completed',
      error: code,
      ...(typeof description === 'string' && { description }),
    }
  }
  return { kind: 'not-completed', error: ownErrors.get(name) ?? 'app:unexpected' }
}

const ownErrors: ReadonlyMap<unknown, string> = new Map([
  ['ConfigError', 'app:configuration'],
  ['ConfigurationError', 'app:configuration'],
  ['ProviderError', 'app:provider-unavailable'],
  ['FrameTimeout', 'app:silent-timeout'],
  ['TransactionStorageError', 'app:storage'],
])

// OIDC Core §3.1.2.6: without its pages, the provider cannot say who is there
const sessionIsOver = new Set([
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
])

/** Whether the answer to a silent renewal says that the user must log in again. */
export function isSessionOver(error: unknown): boolean {
  const problem = problemOf(error)
  return problem.kind === 'not-completed' && sessionIsOver.has(problem.error)
}
