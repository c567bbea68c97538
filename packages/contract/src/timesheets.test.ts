import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { entry } from './timesheets.fixture.ts'
import { entryParams, newTimesheetEntry, timesheetEntry, timesheetList } from './timesheets.ts'

const valid = { date: '2026-11-20', project: 'StoreZero', minutes: 90, note: 'kick-off' }

describe('newTimesheetEntry', () => {
  it.each([
    ['an entry', {}],
    ['a leap day', { date: '2028-02-29' }],
    ['the first day of the century', { date: '2000-01-01' }],
    ['one minute', { minutes: 1 }],
    ['a whole day', { minutes: 1440 }],
    ['a whole number written with a fraction', { minutes: 9e1 }],
    ['100 characters of project', { project: 'p'.repeat(100) }],
    ['letters of any script', { project: 'Büro 東京 🚀' }],
    ['500 characters of note', { note: 'n'.repeat(500) }],
    ['a note of several lines', { note: 'a\r\n\tb' }],
    ['a draft', { status: 'draft' }],
    ['what is submitted at once', { status: 'submitted' }],
  ])('accepts %s', (_, change) => {
    expect(z.parse(newTimesheetEntry, { ...valid, ...change })).toEqual({ ...valid, ...change })
  })

  it.each([
    ['29 February of a common year', { date: '2026-02-29' }, 'date'],
    ['31 April', { date: '2026-04-31' }, 'date'],
    ['a 13th month', { date: '2026-13-01' }, 'date'],
    ['a date with a time', { date: '2026-11-20T00:00:00Z' }, 'date'],
    ['a date in another order', { date: '20.11.2026' }, 'date'],
    ['a date without zeros', { date: '2026-1-2' }, 'date'],
    ['a date with blanks', { date: ' 2026-11-20' }, 'date'],
    ['a year of the last century', { date: '1999-12-31' }, 'date'],
    ['a year of five digits', { date: '20026-11-20' }, 'date'],
    ['the year 0', { date: '0000-01-01' }, 'date'],
    ['a date as a number', { date: 20261120 }, 'date'],
    ['no minutes', { minutes: 0 }, 'minutes'],
    ['negative minutes', { minutes: -5 }, 'minutes'],
    ['more than a day', { minutes: 1441 }, 'minutes'],
    ['half a minute', { minutes: 7.5 }, 'minutes'],
    ['minutes as a text', { minutes: '90' }, 'minutes'],
    ['minutes that are no number', { minutes: Number.NaN }, 'minutes'],
    ['endless minutes', { minutes: Infinity }, 'minutes'],
    ['null minutes', { minutes: null }, 'minutes'],
    ['an empty project', { project: '' }, 'project'],
    ['a project of blanks', { project: ' \u00a0\t' }, 'project'],
    ['101 characters of project', { project: 'p'.repeat(101) }, 'project'],
    ['a project of two lines', { project: 'a\nb' }, 'project'],
    ['a NUL, which PostgreSQL refuses', { project: 'a\u0000b' }, 'project'],
    ['half a surrogate pair', { project: 'a\ud800' }, 'project'],
    ['a note with a control character', { note: 'a\u001b[31m' }, 'note'],
    ['501 characters of note', { note: 'n'.repeat(501) }, 'note'],
    ['a null note', { note: null }, 'note'],
    ['an approval of oneself', { status: 'approved' }, 'status'],
    ['a rejection', { status: 'rejected' }, 'status'],
  ])('refuses %s', (_, change, member) => {
    const { success, error } = z.safeParse(newTimesheetEntry, { ...valid, ...change })
    expect(success).toBe(false)
    expect(error?.issues.map(({ path }) => path)).toEqual([[member]])
    // zod's words would need its locale, which the browser does not load
    expect(error?.issues[0]?.message).toMatch(/^must /)
  })

  it.each(['owner', 'version', 'id', 'approved', '__proto__x'])(
    'refuses the member "%s"',
    (key) => {
      const { error } = z.safeParse(newTimesheetEntry, { ...valid, [key]: 'approved' })
      expect(error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: [key] }])
    },
  )

  it.each([[[]], ['x'], [null], [undefined], [1]])('refuses %j as a whole', (value) => {
    expect(z.safeParse(newTimesheetEntry, value).success).toBe(false)
  })

  it('trims and composes texts before it measures them', () => {
    const decomposed = 'Cafe\u0301'
    const entered = { ...valid, project: `  ${decomposed} `, note: '\n' }
    const parsed = z.parse(newTimesheetEntry, entered)
    expect(parsed).toMatchObject({ project: 'Caf\u00e9', note: '' })
  })

  it('takes a missing note for an empty one', () => {
    const { note, ...rest } = valid
    expect(note).not.toBe('')
    expect(z.parse(newTimesheetEntry, rest)).toEqual({ ...rest, note: '' })
  })
})

describe('timesheetEntry', () => {
  it('accepts an entry, with an owner where a manager sees it', () => {
    expect(z.parse(timesheetEntry, entry)).toEqual(entry)
    const owned = { ...entry, owner: { name: 'Erin Employee' } }
    expect(z.parse(timesheetEntry, owned)).toEqual(owned)
    expect(z.parse(timesheetList, { items: [entry, owned] })).toEqual({ items: [entry, owned] })
  })

  it.each([
    { id: '7' },
    { status: 'done' },
    { version: 0 },
    { createdAt: '2026-11-20' },
    { updatedAt: new Date(0) },
    { minutes: 1.5 },
  ])('refuses %j', (change) => {
    expect(z.safeParse(timesheetEntry, { ...entry, ...change }).success).toBe(false)
  })
})

describe('entryParams', () => {
  it.each(['', '1', "1' or '1'='1", entry.id.slice(1), `${entry.id}0`, `{${entry.id}}`])(
    'refuses the id "%s"',
    (id) => {
      expect(z.safeParse(entryParams, { id }).success).toBe(false)
    },
  )

  it('accepts a UUID in either case', () => {
    expect(z.safeParse(entryParams, { id: entry.id.toUpperCase() }).success).toBe(true)
  })
})
