/** How the back-end refuses on its own behalf, by its stable code. The API's problems pass through. */
export interface BackEndProblemRow {
  readonly status: number
  readonly title: string
  readonly when: string
  /** Seconds for `Retry-After`, where trying again may help. */
  readonly retryAfter?: number
}

export const backEndProblems = {
  foreign_request: {
    status: 403,
    title: 'Request is not from the app',
    when: 'The request could have been sent by another site, or names another host.',
  },
  ambiguous_session: {
    status: 400,
    title: 'Session is ambiguous',
    when: 'The request carries two session cookies; one of them is not ours.',
  },
  no_session: {
    status: 401,
    title: 'Not logged in',
    when: 'There is no session, or it has ended.',
  },
  unknown_login: {
    status: 403,
    title: 'Login is unknown',
    when: 'This browser began no such login within the last ten minutes.',
  },
  login_already_completed: {
    status: 409,
    title: 'Login was completed already',
    when: 'The code or the state was handed over before. It is not sent again.',
  },
  login_refused: {
    status: 400,
    title: 'Login was refused',
    when: 'A check refused what the provider or the browser sent; `check` names it.',
  },
  login_not_completed: {
    status: 400,
    title: 'Login was not completed',
    when: 'The provider did not accept the code; `error` is its word for it.',
  },
  provider_unavailable: {
    status: 503,
    title: 'Identity provider is not available',
    when: 'The provider cannot be asked now. The session, if there is one, goes on.',
    retryAfter: 5,
  },
  api_unavailable: {
    status: 503,
    title: 'API is not available',
    when: 'The API cannot be reached, or broke off.',
    retryAfter: 5,
  },
} as const satisfies Record<string, BackEndProblemRow>

export type BackEndProblemCode = keyof typeof backEndProblems
