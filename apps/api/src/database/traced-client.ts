import pg from 'pg'
import { currentRequest, traceparent } from '../tracing/request-context.ts'

/**
 * Puts the trace of the request into a comment of each statement, as sqlcommenter does: a slow
 * statement in PostgreSQL's log leads back to the request that asked for it.
 */
export class TracedClient extends pg.Client {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- pg overloads query eight times; this passes through whatever came
  override query(...[statement, ...rest]: any[]): any {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-argument -- the same
    return super.query(comment(statement) as string, ...rest)
  }
}

function comment(statement: unknown): unknown {
  const request = currentRequest()
  if (!request) return statement
  const suffix = ` /*traceparent='${traceparent(request)}'*/`
  if (typeof statement === 'string') return statement + suffix
  const { text } = statement as { text?: string }
  return text === undefined ? statement : { ...(statement as object), text: text + suffix }
}
