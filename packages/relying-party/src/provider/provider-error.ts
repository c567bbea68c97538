/** What went wrong between us and the provider, before anything could be checked. */
export type ProviderFailure =
  | 'network' // refused, cut, redirected, or hidden by CORS: browsers do not say which
  | 'timeout'
  | 'status' // not a success
  | 'content-type'
  | 'size'
  | 'json'
  | 'shape' // lacks what it must hold

export interface ProviderProblem {
  readonly failure: ProviderFailure
  /** What was asked for, in words. */
  readonly resource: string
  readonly url: string
  readonly status?: number | undefined
}

/** The provider could not be asked, or answered with something unusable. Trying again may help. */
export class ProviderError extends Error implements ProviderProblem {
  override readonly name = 'ProviderError'
  readonly failure: ProviderFailure
  readonly resource: string
  /** Without query, which could hold what is not for logs. */
  readonly url: string
  readonly status: number | undefined

  constructor(problem: ProviderProblem, options?: ErrorOptions) {
    const url = problem.url.replace(/[?#].*$/s, '')
    const status = problem.status === undefined ? '' : ` ${problem.status}`
    super(`${problem.resource} at ${url}: ${problem.failure}${status}`, options)
    this.failure = problem.failure
    this.resource = problem.resource
    this.url = url
    this.status = problem.status
  }
}
