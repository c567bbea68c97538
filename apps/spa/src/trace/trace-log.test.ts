// @vitest-environment happy-dom
import type { TraceEvent } from '@frontchannel/conformance'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openTraceLog } from './trace-log.ts'

const now = () => new Date(1_800_000_000_000)
const run = { kind: 'login', flow: 'id_token token', withBackEnd: false } as const
const note = (step: TraceEvent['step'], text: string): TraceEvent => ({
  kind: 'note',
  step,
  at: 1,
  text,
})

describe('openTraceLog', () => {
  beforeEach(() => sessionStorage.clear())

  it('goes on in the next document where it stopped in the last', async () => {
    const before = openTraceLog(sessionStorage, now)
    before.begin(run)
    before.trace(note('login-click', 'clicked'))
    await Promise.resolve()
    const after = openTraceLog(sessionStorage, now)
    after.trace(note('authorization-response', 'arrived'))
    expect(after.runs().map(({ events }) => events.length)).toEqual([2])
  })

  it('keeps the last runs only', () => {
    const log = openTraceLog(sessionStorage, now)
    for (let count = 0; count < 9; count += 1) log.begin(run)
    expect(log.runs()).toHaveLength(4)
  })

  it('drops the oldest calls of the API, and nothing of the login', () => {
    const log = openTraceLog(undefined, now)
    log.begin(run)
    log.trace(note('login-click', 'clicked'))
    for (let count = 0; count < 100; count += 1) log.trace(note('api-request', String(count)))
    const events = log.runs()[0]?.events ?? []
    expect(events[0]).toMatchObject({ step: 'login-click' })
    expect(events.at(-1)).toMatchObject({ text: '99' })
    expect(events).toHaveLength(25)
  })

  it('tells its listeners, until they leave', () => {
    const log = openTraceLog(undefined, now)
    const listener = vi.fn()
    const leave = log.subscribe(listener)
    log.begin(run)
    leave()
    log.clear()
    expect(listener).toHaveBeenCalledOnce()
  })

  it.each(['{', '{}', '"x"'])('begins anew where the storage holds %s', (text) => {
    sessionStorage.setItem('frontchannel.trace', text)
    expect(openTraceLog(sessionStorage, now).runs()).toEqual([])
  })

  it('lives without a storage, and with a full one', async () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full')
      },
    }
    const log = openTraceLog(full as unknown as Storage, now)
    log.begin(run)
    await Promise.resolve()
    expect(log.runs()).toHaveLength(1)
  })
})
