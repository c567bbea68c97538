import type { TraceEvent } from '@frontchannel/conformance'
import { describe, expect, it } from 'vitest'
import { mergeEvents } from './merge-events.ts'
import { openTraceLog } from './trace-log.ts'

const note = (text: string, step: TraceEvent['step'] = 'api-request'): TraceEvent => ({
  kind: 'note',
  step,
  at: 1,
  text,
})
const logOf = (withBackEnd: boolean) => {
  const log = openTraceLog(undefined, () => new Date())
  log.begin({ kind: 'login', flow: 'code id_token', withBackEnd })
  return log
}
const textsIn = (log: ReturnType<typeof logOf>) =>
  log
    .runs()
    .at(-1)
    ?.events.map((event) => (event.kind === 'note' ? event.text : ''))

describe('mergeEvents', () => {
  it('adds each event once, however often the back-end tells it', () => {
    const log = logOf(true)
    log.trace(note('own', 'login-click'))
    mergeEvents(log, [note('a'), note('b')])
    mergeEvents(log, [note('a'), note('b'), note('c')])
    expect(textsIn(log)).toEqual(['own', 'a', 'b', 'c'])
  })

  it('does not bring back what the log has dropped', () => {
    const log = logOf(true)
    const all = Array.from({ length: 60 }, (_, index) => note(String(index)))
    mergeEvents(log, all)
    const kept = textsIn(log)
    mergeEvents(log, all)
    expect(textsIn(log)).toEqual(kept)
    expect(kept?.at(-1)).toBe('59')
  })

  it('leaves runs without a back-end alone', () => {
    const log = logOf(false)
    mergeEvents(log, [note('a')])
    expect(textsIn(log)).toEqual([])
  })
})
