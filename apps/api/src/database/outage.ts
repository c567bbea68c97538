/** The database cannot be had, through no fault of the request. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'

  constructor(options: ErrorOptions) {
    super('the database is not available', options)
  }
}

// PostgreSQL's classes of errors about itself: connection, resources, intervention, system
const outage = /^(08|53|57P|58)/
const noConnection =
  /^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_AGAIN)|timeout exceeded|terminated|not queryable/

/** Whether an error is about the database being away, and not about what it was asked. */
export function isOutage(cause: unknown): boolean {
  const { code, message } = (cause ?? {}) as { code?: string; message?: string }
  return outage.test(code ?? '') || noConnection.test(code ?? message ?? '')
}
