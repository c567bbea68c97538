import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { week } from './fields.ts'
import { daysOf, weekOf } from './weeks.ts'

describe('weekOf', () => {
  it.each([
    ['2026-11-16', '2026-W47'],
    ['2026-11-22', '2026-W47'],
    ['2026-11-23', '2026-W48'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2000-01-01', '1999-W52'],
    ['2099-12-31', '2099-W53'],
  ])('of %s is %s', (date, expected) => {
    expect(weekOf(date)).toBe(expected)
  })
})

describe('daysOf', () => {
  it.each([
    ['2026-W47', '2026-11-16', '2026-11-22'],
    ['2026-W53', '2026-12-28', '2027-01-03'],
    ['2025-W01', '2024-12-30', '2025-01-05'],
  ])('of %s are %s to %s', (named, first, last) => {
    expect(daysOf(named)).toEqual({ first, last })
  })

  it('hold every day of the century, each in its own week only', () => {
    const day = 86_400_000
    for (let time = Date.UTC(2000, 0, 1); time < Date.UTC(2100, 0, 1); time += day) {
      const date = new Date(time).toISOString().slice(0, 10)
      const { first, last } = daysOf(weekOf(date))
      if (date < first || date > last) expect.fail(`${date} is not in ${weekOf(date)}`)
    }
    expect(daysOf('2000-W01').first).toBe('2000-01-03')
  })
})

describe('week', () => {
  it.each(['2026-W01', '2026-W53', '1999-W52', '2099-W53'])('accepts %s', (value) => {
    expect(z.parse(week, value)).toBe(value)
  })

  it.each(['2025-W53', '2026-W00', '2026-W54', '2026-47', '2026-W7', '0000-W01', '2026-w47', ''])(
    'refuses "%s"',
    (value) => {
      expect(z.safeParse(week, value).error?.issues).toMatchObject([{ message: /^must be/ }])
    },
  )
})
