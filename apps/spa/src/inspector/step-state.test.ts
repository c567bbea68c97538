import type { TraceEvent } from '@frontchannel/conformance'
import { describe, expect, it } from 'vitest'
import type { Run } from '../trace/trace-log.ts'
import { inspect } from './step-state.ts'

const run = (events: TraceEvent[], withBackEnd = false): Run => ({
  id: '1',
  kind: 'login',
  flow: 'id_token token',
  withBackEnd,
  startedAt: 1_000,
  events,
})
const note = (step: TraceEvent['step'], at = 1_250): TraceEvent => ({
  kind: 'note',
  step,
  at,
  text: '',
})
const check = (outcome: 'passed' | 'failed'): TraceEvent => ({
  kind: 'check',
  step: 'authorization-response',
  at: 1_500,
  id: 'id-token.nonce',
  requirements: [],
  outcome,
  expected: 'a',
  actual: 'b',
})
const statesOf = (one: Run) => inspect(one).map(({ state }) => state)

describe('inspect', () => {
  it('numbers seven steps, or eleven with a back-end', () => {
    expect(inspect(run([])).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(inspect(run([], true))).toHaveLength(11)
  })

  it('knows what was done, what happened out of sight, and what is still to come', () => {
    expect(statesOf(run([note('authorization-request'), check('passed')]))).toEqual([
      'unseen',
      'done',
      'unseen',
      'unseen',
      'done',
      'pending',
      'pending',
    ])
  })

  it('shows the step in which a check failed', () => {
    expect(statesOf(run([check('passed'), check('failed')]))[4]).toBe('failed')
  })

  it('measures from the begin of the run', () => {
    expect(inspect(run([note('login-click')]))[0]?.after).toBe(250)
  })
})
