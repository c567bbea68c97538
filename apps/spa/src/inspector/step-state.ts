import { walk, type NumberedStep, type TraceEvent } from '@frontchannel/conformance'
import type { Run } from '../trace/trace-log.ts'

export interface InspectedStep extends NumberedStep {
  readonly events: readonly TraceEvent[]
  readonly state: 'done' | 'failed' | 'unseen' | 'pending'
  /** Milliseconds between the begin of the run and the first event. */
  readonly after: number | undefined
}

/**
 * The numbered steps of a run with what was traced in each. A step without events that lies before
 * one with events did happen: at the provider or between it and the user, where no app can look.
 */
export function inspect(run: Run): readonly InspectedStep[] {
  const numbered = walk({ withBackEnd: run.withBackEnd }).map((step) => ({
    ...step,
    events: run.events.filter((event) => event.step === step.id),
  }))
  const last = numbered.findLastIndex(({ events }) => events.length > 0)
  return numbered.map((step, index) => ({
    ...step,
    after: step.events[0] && step.events[0].at - run.startedAt,
    state: stateOf(step.events, index < last),
  }))
}

function stateOf(events: readonly TraceEvent[], passed: boolean): InspectedStep['state'] {
  if (events.some((event) => event.kind === 'check' && event.outcome === 'failed')) return 'failed'
  if (events.length > 0) return 'done'
  return passed ? 'unseen' : 'pending'
}

/** The steps as they were when a replay has come to one of them: what follows has yet to happen. */
export function soFar(
  steps: readonly InspectedStep[],
  at: number | undefined,
): readonly InspectedStep[] {
  if (at === undefined) return steps
  return steps.map((step, index) =>
    index <= at ? step : { ...step, state: 'pending', events: [], after: undefined },
  )
}
