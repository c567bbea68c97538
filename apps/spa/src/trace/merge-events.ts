import type { TraceEvent } from '@frontchannel/conformance'
import type { TraceLog } from './trace-log.ts'

/**
 * Adds to the latest run what it does not have yet. The back-end tells all it knows each time,
 * oldest first, so what follows the last known event is new; the log may have dropped older ones.
 */
export function mergeEvents(log: TraceLog, events: readonly TraceEvent[]): void {
  const run = log.runs().at(-1)
  if (!run?.withBackEnd) return
  const known = new Set(run.events.map((event) => JSON.stringify(event)))
  const last = events.findLastIndex((event) => known.has(JSON.stringify(event)))
  events.slice(last + 1).forEach(log.trace)
}
