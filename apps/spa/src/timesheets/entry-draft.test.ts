import { newTimesheetEntry } from '@frontchannel/contract'
import { describe, expect, it } from 'vitest'
import { readDraft } from './entry-draft.ts'

const draft = { date: '2026-11-20', project: ' StoreZero ', hours: '7.5', note: '' }

describe('readDraft', () => {
  it('gives an entry that the contract takes', () => {
    const read = readDraft(draft)
    expect(read).toEqual({
      entry: { date: '2026-11-20', project: 'StoreZero', minutes: 450, note: '' },
    })
    expect(
      'entry' in read && newTimesheetEntry['~standard'].validate(read.entry),
    ).not.toHaveProperty('issues')
  })

  it('names every field that is wrong', () => {
    const read = readDraft({ date: '', project: ' ', hours: 'x', note: 'x'.repeat(501) })
    expect(Object.keys('errors' in read ? read.errors : {})).toEqual([
      'date',
      'project',
      'note',
      'hours',
    ])
  })
})
