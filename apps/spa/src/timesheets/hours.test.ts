import { describe, expect, it } from 'vitest'
import { hoursOf, minutesOf } from './hours.ts'

describe('minutesOf', () => {
  it.each([
    ['7.5', 450],
    ['7,5', 450],
    ['7:30', 450],
    ['0.1', 6],
    ['.25', 15],
    ['8', 480],
    ['8.', undefined],
    ['24', 1_440],
    ['24:00', 1_440],
    [' 1.05 ', 63],
    ['0:20', 20],
  ])('of %s is %s', (typed, minutes) => {
    expect(minutesOf(typed)).toBe(minutes)
  })

  it.each([
    '',
    '0',
    '0:00',
    '24.01',
    '25',
    '-1',
    '7.33',
    '1e1',
    '7:60',
    '7.555',
    'seven',
    '.',
    '7 5',
  ])('refuses %s', (typed) => {
    expect(minutesOf(typed)).toBeUndefined()
  })
})

describe('hoursOf', () => {
  it.each([
    [450, '7.5'],
    [6, '0.1'],
    [480, '8'],
    [20, '0:20'],
    [441, '7.35'],
    [440, '7:20'],
  ])('of %s minutes is %s', (minutes, hours) => {
    expect(hoursOf(minutes, 'en')).toBe(hours)
  })

  it('reads back every minute of a day', () => {
    for (let minutes = 1; minutes <= 1_440; minutes += 1) {
      expect(minutesOf(hoursOf(minutes, 'en'))).toBe(minutes)
    }
  })
})
