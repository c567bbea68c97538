import type { LoginView } from '../connections/view.ts'
import type { PromptName } from './login-state.ts'
import type { AcceptedRequest } from './request.ts'

/** Seconds that an end-user may take. */
export const interactionLifetime = 1800

/**
 * A login in progress. The request stays here, on the server: nothing that passes through the
 * browser can change what was checked.
 */
export interface Interaction {
  readonly id: string
  /** The cookie of the browser that began it. */
  readonly browser: string
  readonly csrf: string
  readonly request: AcceptedRequest
  readonly done: Set<PromptName>
  /** Where the end-user is in the login; undefined: at its beginning. */
  view?: LoginView | undefined
}
