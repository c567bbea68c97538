import { describe, expect, it } from 'vitest'
import { dateWords, daysOfWeek, isWeek, today, weekAfter, weekWords } from './dates.ts'

describe('dateWords', () => {
  it('names the day that was entered, wherever it is read', () => {
    expect(dateWords('2026-11-20', 'en-GB')).toBe('Fri 20 Nov')
    expect(dateWords('2026-11-20', 'de')).toBe('Fr., 20. Nov.')
  })
})

describe('weekWords', () => {
  it('says Monday to Sunday once, across months and years', () => {
    expect(weekWords('2026-W47', 'de')).toBe('16.–22. Nov. 2026')
    expect(weekWords('2026-W53', 'de')).toMatch(/^28\. Dez\. 2026\s–\s3\. Jan\. 2027$/)
  })
})

describe('today', () => {
  it('is the date on the wall, not in Greenwich', () => {
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
  })
})

describe('weeks', () => {
  it('have seven days, Monday first', () => {
    expect(daysOfWeek('2026-W47')).toHaveLength(7)
    expect(daysOfWeek('2026-W47')[0]).toBe('2026-11-16')
    expect(daysOfWeek('2026-W01')[0]).toBe('2025-12-29')
  })

  it.each([
    ['2026-W47', 1, '2026-W48'],
    ['2026-W53', 1, '2027-W01'],
    ['2026-W01', -1, '2025-W52'],
  ])('from %s by %i are %s', (week, weeks, then) => {
    expect(weekAfter(week, weeks)).toBe(then)
  })

  it.each([
    ['2026-W53', true],
    ['2025-W53', false],
    ['2026-W00', false],
    ['2', false],
    [null, false],
  ])('may be named %s: %s', (text, good) => {
    expect(isWeek(text)).toBe(good)
  })
})
