import { ProtocolError } from '@frontchannel/conformance'
import { BackEndProblem } from './back-end-problem.ts'
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
  if (error instanceof BackEndProblem) return error.problem
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
  ['NotLoaded', 'app:not-loaded'],
  ['FrameTimeout', 'app:silent-timeout'],
  ['FramingRefused', 'app:framing-refused'],
  ['TransactionStorageError', 'app:storage'],
])

const obstacles: Readonly<Record<string, string>> = {
  // or its session has ended: the answer is the same where a browser withholds its cookies
  login_required: 'app:not-recognized',
  consent_required: 'consent_required',
  interaction_required: 'interaction_required',
  account_selection_required: 'account_selection_required',
  'app:framing-refused': 'app:framing-refused',
  'app:silent-timeout': 'app:silent-timeout',
}

/**
 * Why a silent renewal came to nothing, where a page of the provider would come to something: a
 * code that has its words. Undefined where the provider is down, or what it said was refused.
 */
export function obstacleOf(error: unknown): string | undefined {
  const problem = problemOf(error)
  if (problem.kind === 'refused' || !Object.hasOwn(obstacles, problem.error)) return undefined
  return obstacles[problem.error]
}
