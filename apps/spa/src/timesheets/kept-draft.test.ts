// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { keptDraft } from './kept-draft.ts'

const draft = { date: '2026-11-20', project: 'StoreZero', hours: '7.5', note: 'half typed' }
const hour = 3_600_000

describe('keptDraft', () => {
  let time: number
  const kept = () => keptDraft(sessionStorage, () => time)
  beforeEach(() => {
    time = 1_800_000_000_000
    sessionStorage.clear()
  })

  it('survives a login of the same user', () => {
    expect(kept().keep('erin', draft)).toBe(true)
    time += 9 * hour
    expect(kept().take('erin')).toEqual(draft)
  })

  it('is neither shown to another user nor kept from then on', () => {
    kept().keep('erin', draft)
    expect(kept().take('mia')).toBeUndefined()
    expect(sessionStorage).toHaveLength(0)
  })

  it('is kept for nobody whose name is not known', () => {
    expect(kept().keep(undefined, draft)).toBe(false)
    kept().keep('erin', draft)
    expect(kept().take(undefined)).toBeUndefined()
    expect(kept().take('erin')).toEqual(draft)
  })

  it('is of no use after a day', () => {
    kept().keep('erin', draft)
    time += 25 * hour
    expect(kept().take('erin')).toBeUndefined()
  })

  it('says so where nothing can be kept', () => {
    expect(keptDraft(undefined).keep('erin', draft)).toBe(false)
    sessionStorage.setItem('frontchannel.entry-draft', '{')
    expect(kept().take('erin')).toBeUndefined()
  })
})
