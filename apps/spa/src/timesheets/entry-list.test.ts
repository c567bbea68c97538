import type { TimesheetEntry } from '@frontchannel/contract'
import { describe, expect, it } from 'vitest'
import { createEntryList } from './entry-list.ts'

const entry = (id: string): TimesheetEntry => ({
  ...{ id, date: '2026-11-20', project: id, minutes: 60, note: '', status: 'draft', version: 1 },
  ...{ createdAt: '2026-11-20T08:00:00.000Z', updatedAt: '2026-11-20T08:00:00.000Z' },
})
const [a, b, c] = [entry('a'), entry('b'), entry('c')]
const refused = new Error('409')

async function listOf(...entries: TimesheetEntry[]) {
  const list = createEntryList(async () => entries)
  await list.load()
  return { ...list, ids: () => list.entries.value.map(({ id }) => id).join('') }
}

describe('change', () => {
  it('is seen before the API has answered', async () => {
    const { change, ids } = await listOf(a, b, c)
    const sent = change(
      [b],
      () => undefined,
      async () => 'done',
    )
    expect(ids()).toBe('ac')
    expect(await sent).toBe('done')
    expect(ids()).toBe('ac')
  })

  it('is taken back, to the place where it was, if the API refuses', async () => {
    const { change, ids, entries } = await listOf(a, b, c)
    const submitted = (one: TimesheetEntry): TimesheetEntry => ({ ...one, status: 'submitted' })
    const sent = change([b], submitted, () => Promise.reject(refused))
    expect(entries.value[1]?.status).toBe('submitted')
    await expect(sent).rejects.toBe(refused)
    expect(ids()).toBe('abc')
    expect(entries.value[1]?.status).toBe('draft')
  })

  it('of one entry leaves what happened to the others meanwhile', async () => {
    const { change, ids } = await listOf(a, b, c)
    const gone = () => undefined
    const failing = change([b], gone, () => Promise.reject(refused))
    await change([c], gone, async () => undefined)
    await expect(failing).rejects.toBe(refused)
    expect(ids()).toBe('ab')
  })
})

describe('load', () => {
  it('shows nothing that another question has overtaken', async () => {
    let answerLate: (entries: TimesheetEntry[]) => void = () => undefined
    const late = new Promise<TimesheetEntry[]>((resolve) => (answerLate = resolve))
    let asked = 0
    const list = createEntryList(() => (asked++ === 0 ? late : Promise.resolve([b])))
    const first = list.load()
    list.expectOthers()
    await list.load()
    answerLate([a])
    await first
    expect(list.entries.value.map(({ id }) => id)).toEqual(['b'])
  })

  it('keeps a refusal until the next try', async () => {
    let works = false
    const list = createEntryList(async () => {
      if (!works) throw refused
      return [a]
    })
    await list.load()
    expect([list.status.value, list.error.value]).toEqual(['idle', refused])
    works = true
    await list.load()
    expect([list.status.value, list.error.value]).toEqual(['loaded', undefined])
  })
})
