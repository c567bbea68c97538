import type { Refusal, TraceEvent } from '@frontchannel/conformance'
import type { LoginProblem } from './outcome.ts'

/** The back-end refused, or did not answer. */
export class BackEndProblem extends Error {
  override readonly name = 'BackEndProblem'
  /** Its own code; `no_answer` if there was none, or none of the back-end's. */
  readonly code: string
  /** In words for the pages that tell how a login ended. */
  readonly problem: LoginProblem
  /** In the demo: what led to the refusal. */
  readonly trace: readonly TraceEvent[]

  constructor(kind: 'refused' | 'no_answer', body?: unknown) {
    const { code = 'no_answer', trace, ...members } = Object(body) as Members
    super(kind === 'refused' ? code : 'no_answer')
    this.code = this.message
    this.problem = problemIn(this.code, members)
    this.trace = Array.isArray(trace) ? (trace as TraceEvent[]) : []
  }
}

interface Members extends Partial<Refusal> {
  readonly code?: string
  readonly error?: string
  readonly trace?: unknown
}

const errors: Readonly<Record<string, string>> = {
  provider_unavailable: 'app:provider-unavailable',
  unknown_login: 'app:login-too-old',
  login_already_completed: 'app:no-response',
  no_answer: 'app:back-end-unavailable',
  no_session: 'login_required',
}

function problemIn(code: string, { check, error, ...refusal }: Members): LoginProblem {
  if (code === 'login_refused' && check !== undefined) {
    const { requirements = [], expected = '', actual = '' } = refusal
    return { kind: 'refused', refusal: { check, requirements, expected, actual } }
  }
  if (code === 'login_not_completed' && error !== undefined) return { kind: 'not-completed', error }
  const known = Object.hasOwn(errors, code) ? errors[code] : undefined
  return { kind: 'not-completed', error: known ?? 'app:unexpected' }
}
