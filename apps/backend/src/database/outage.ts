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
