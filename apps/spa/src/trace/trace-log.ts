import type { Trace, TraceEvent } from '@frontchannel/conformance'

/** One login or one silent renewal, and the API calls after it. */
export interface Run {
  readonly id: string
  readonly kind: 'login' | 'renewal'
  readonly flow: string
  /** Eleven steps instead of seven. */
  readonly withBackEnd: boolean
  readonly startedAt: number
  readonly events: readonly TraceEvent[]
}

export interface TraceLog {
  readonly begin: (run: Pick<Run, 'kind' | 'flow' | 'withBackEnd'>) => void
  /** Appends to the run that began last. */
  readonly trace: Trace
  readonly runs: () => readonly Run[]
  readonly subscribe: (listener: () => void) => () => void
  readonly clear: () => void
}

const key = 'frontchannel.trace'
const runsKept = 4
const apiEventsKept = 24 // a page that is used all day must not fill the storage

const isApiEvent = ({ step }: TraceEvent): boolean =>
  step === 'api-request' || step === 'api-response'

/**
 * The trace events of this tab. They outlive the redirects of a login in sessionStorage, which
 * they may: an event holds no token, code or secret. Without storage they live in memory.
 */
export function openTraceLog(storage: Storage | undefined, now: () => Date): TraceLog {
  let runs: readonly Run[] = load(storage)
  let saving = false
  const listeners = new Set<() => void>()

  const save = (): void => {
    saving = false
    try {
      storage?.setItem(key, JSON.stringify(runs))
    } catch {
      // a full storage costs the inspector its memory, nobody a login
    }
  }

  const replace = (next: readonly Run[]): void => {
    runs = next
    if (!saving) queueMicrotask(save) // once for the dozen checks that follow each other
    saving = true
    for (const listener of listeners) listener()
  }

  return {
    begin(run) {
      const startedAt = now().getTime()
      const id = `${startedAt}-${runs.length}`
      replace([...runs, { ...run, id, startedAt, events: [] }].slice(-runsKept))
    },
    trace(event) {
      const last = runs.at(-1)
      if (!last) return
      replace([...runs.slice(0, -1), { ...last, events: append(last.events, event) }])
    },
    runs: () => runs,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear() {
      replace([])
    },
  }
}

function append(events: readonly TraceEvent[], event: TraceEvent): TraceEvent[] {
  const surplus = isApiEvent(event) ? events.filter(isApiEvent).length + 1 - apiEventsKept : 0
  let dropped = 0
  return [...events.filter((old) => !isApiEvent(old) || dropped++ >= surplus), event]
}

function load(storage: Storage | undefined): readonly Run[] {
  try {
    const runs: unknown = JSON.parse(storage?.getItem(key) ?? '[]')
    return Array.isArray(runs) ? (runs as Run[]) : []
  } catch {
    return []
  }
}
