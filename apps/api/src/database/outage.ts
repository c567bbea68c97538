/** The database cannot be had, through no fault of the request. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'

  constructor(options: ErrorOptions) {
    super('the database is not available', options)
  }
}

// PostgreSQL's errors about itself: connection, read-only, rollback, resources, timeout, shutdown,
// system. Whoever tries again later may succeed
const outage = /^(08|25006|40|53|57014|57P|58)/
const noConnection =
  /^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_AGAIN)|timeout exceeded|terminated|not queryable/

/** Whether an error is about the database being away, and not about what it was asked. */
export function isOutage(cause: unknown): boolean {
  const { code, message } = (cause ?? {}) as { code?: string; message?: string }
  return outage.test(code ?? '') || noConnection.test(code ?? message ?? '')
}
