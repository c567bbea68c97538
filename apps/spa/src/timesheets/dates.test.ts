import { describe, expect, it } from 'vitest'
import { dateWords, mondayOf, today } from './dates.ts'

describe('dates', () => {
  it('are the same in every time zone', () => {
    expect(dateWords('2026-11-20', 'en-GB')).toBe('Fri, 20 Nov 2026')
  })

  it('take today from where the user is', () => {
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
  })

  it.each([
    ['2026-11-16', '2026-11-16'],
    ['2026-11-20', '2026-11-16'],
    ['2026-11-22', '2026-11-16'],
    ['2026-11-23', '2026-11-23'],
    ['2027-01-01', '2026-12-28'],
  ])('of %s have %s as their Monday', (date, monday) => {
    expect(mondayOf(date)).toBe(monday)
  })
})
