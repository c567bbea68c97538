/** One request as the log shows it: enough to assert on, without tokens, codes and secrets. */
export interface RequestLogEntry {
  /** Counts up from 1 within a tenant, without gaps. */
  readonly id: number
  /** ISO 8601, by the clock of the tenant. */
  readonly at: string
  readonly tenant: string
  readonly method: string
  /** Without query. */
  readonly path: string
  /** The endpoint that answers, as its row is called. */
  readonly endpoint: string
  clientId?: string
  /** Redacted. */
  parameters?: Readonly<Record<string, string>>
  /** The check that refused. */
  refused?: string
  /** The error that was answered. */
  error?: string
  /** The faults that were committed. */
  faults: string[]
  /** Missing until it is answered. */
  status?: number
  milliseconds?: number
  /** The stack of an error that should not have happened. */
  failure?: string | undefined
}

/** Receives each entry when it is answered. Must not throw. */
export type LogSink = (entry: RequestLogEntry) => void

export interface RequestLog {
  /** Opens an entry; `end` closes it. */
  begin(request: Pick<RequestLogEntry, 'endpoint' | 'method' | 'path'>): {
    readonly entry: RequestLogEntry
    readonly end: (status: number) => void
  }
  /** The answered requests after an id, oldest first. */
  since(id: number): readonly RequestLogEntry[]
  clear(): void
}

/** How many entries a tenant keeps. */
const mostEntries = 1000

export interface RequestLogOptions {
  readonly tenant: string
  readonly now: () => Date
  readonly sink?: LogSink | undefined
}

export function createRequestLog({ tenant, now, sink }: RequestLogOptions): RequestLog {
  let entries: RequestLogEntry[] = []
  let lastId = 0
  return {
    begin(request) {
      const started = performance.now()
      const at = now().toISOString()
      const entry: RequestLogEntry = { id: (lastId += 1), at, tenant, ...request, faults: [] }
      entries = [...entries.slice(-mostEntries + 1), entry]
      const end = (status: number): void => {
        entry.status = status
        entry.milliseconds = Math.round(performance.now() - started)
        sink?.(entry)
      }
      return { entry, end }
    },
    since: (id) => entries.filter((entry) => entry.id > id && entry.status !== undefined),
    clear: () => void (entries = []),
  }
}
