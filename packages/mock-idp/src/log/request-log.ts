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
  /** What was issued: the SHA-256 of each, in base64url. */
  issued?: Readonly<Record<string, string>>
  /** The check that refused. */
  refused?: string
  /** The error that was answered. */
  error?: string
  /** Why an upstream provider, a rule or a hook failed. */
  upstream?: string
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
  readonly begin: (request: Pick<RequestLogEntry, 'endpoint' | 'method' | 'path'>) => {
    readonly entry: RequestLogEntry
    readonly end: (status: number) => void
  }
  /** The answered requests after an id, oldest first. */
  readonly since: (id: number) => readonly RequestLogEntry[]
  /** Waits until there is one, but not longer than told. */
  readonly waitFor: (id: number, milliseconds: number) => Promise<readonly RequestLogEntry[]>
}

/** How many entries a tenant keeps. */
const mostEntries = 1000

export interface RequestLogOptions {
  readonly tenant: string
  readonly now: () => Date
  readonly sink?: LogSink | undefined
}

export function createRequestLog({ tenant, now, sink }: RequestLogOptions): RequestLog {
  const entries: RequestLogEntry[] = []
  let lastId = 0
  let waiting: (() => void)[] = []
  const since: RequestLog['since'] = (id) =>
    entries.filter((entry) => entry.id > id && entry.status !== undefined)
  return {
    since,
    async waitFor(id, milliseconds) {
      const deadline = performance.now() + milliseconds
      while (since(id).length === 0 && performance.now() < deadline) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve)
          setTimeout(resolve, deadline - performance.now())
        })
      }
      return since(id)
    },
    begin(request) {
      const started = performance.now()
      const at = now().toISOString()
      const entry: RequestLogEntry = { id: (lastId += 1), at, tenant, ...request, faults: [] }
      entries.push(entry)
      if (entries.length > mostEntries) entries.shift()
      const end = (status: number): void => {
        entry.status = status
        entry.milliseconds = Math.round(performance.now() - started)
        sink?.(entry)
        waiting.forEach((resolve) => resolve())
        waiting = []
      }
      return { entry, end }
    },
  }
}
