import { DrizzleQueryError } from 'drizzle-orm/errors'

// PostgreSQL's classes of errors about itself: connection, resources, intervention, system
const outage = /^(08|53|57|58)/
const noConnection = /^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_AGAIN)|timeout exceeded|terminated/

/** Whether an error means that the database is away, which is no fault of the request. */
export function isOutage(error: unknown): boolean {
  const chain = [error, (error as { cause?: unknown } | undefined)?.cause]
  return chain.some((one) => {
    const { code, message } = Object(one) as { code?: unknown; message?: unknown }
    const text = typeof code === 'string' ? code : message
    return typeof text === 'string' && (outage.test(text) || noConnection.test(text))
  })
}

/** For the log: what a statement was and what was in it stays out of it. */
export function withoutStatement(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error
  return new Error('a database query failed', { cause: error.cause })
}
