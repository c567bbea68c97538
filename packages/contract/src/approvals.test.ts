import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { approvalQuery, newDecisions, rejection } from './approvals.ts'
import { entry } from './timesheets.fixture.ts'
import { timesheetChanges, timesheetQuery } from './timesheets.ts'
import { timesheetUpload } from './uploads.ts'

const placesOf = (schema: z.ZodMiniType, value: unknown): string[] =>
  z.safeParse(schema, value).error?.issues.map(({ path }) => path.join('.')) ?? []

describe('timesheetQuery', () => {
  it.each([
    [{ limit: '1' }, { limit: 1 }],
    [{ limit: 100 }, { limit: 100 }],
    [
      { week: '2026-W47', status: 'draft' },
      { week: '2026-W47', status: 'draft' },
    ],
    [{ project: ' StoreZero ' }, { project: 'StoreZero' }],
    [{}, {}],
  ])('reads %j', (query, read) => {
    expect(z.parse(timesheetQuery, query)).toEqual(read)
  })

  it.each([
    [{ limit: '0' }, 'limit'],
    [{ limit: '101' }, 'limit'],
    [{ limit: '1e1' }, 'limit'],
    [{ limit: ' 5' }, 'limit'],
    [{ limit: '' }, 'limit'],
    [{ limit: ['5', '6'] }, 'limit'],
    [{ status: 'open' }, 'status'],
    [{ status: ['draft', 'submitted'] }, 'status'],
    [{ project: '' }, 'project'],
    [{ project: { $ne: '' } }, 'project'],
    [{ project: 'a\u0000' }, 'project'],
    [{ cursor: 'x' }, 'cursor'],
    [{ cursor: `${'x'.repeat(1000)}.x` }, 'cursor'],
    [{ owner: 'auth0|manager' }, ''],
    [{ 'limit[]': '5' }, ''],
  ])('refuses %j', (query, place) => {
    expect(placesOf(timesheetQuery, query)).toEqual([place])
  })
})

describe('timesheetChanges', () => {
  it('takes any part of an entry, and leaves the rest alone', () => {
    expect(z.parse(timesheetChanges, { minutes: 60 })).toEqual({ minutes: 60 })
  })

  it.each([{}, { status: 'approved' }, { version: 2 }, { note: null }, []])(
    'refuses %j',
    (changes) => {
      expect(placesOf(timesheetChanges, changes)).not.toEqual([])
    },
  )
})

describe('approvalQuery', () => {
  it('asks for what waits, and for no drafts of others', () => {
    expect(z.parse(approvalQuery, {})).toEqual({ status: 'submitted' })
    expect(placesOf(approvalQuery, { status: 'draft' })).toEqual(['status'])
  })
})

describe('rejection', () => {
  it.each([
    {},
    { reason: '' },
    { reason: ' \n' },
    { reason: 'x'.repeat(501) },
    { reason: 'a\u0007' },
  ])('refuses %j', (body) => {
    expect(placesOf(rejection, body)).toEqual(['reason'])
  })
})

describe('newDecisions', () => {
  const approved = { decision: 'approved', id: entry.id, version: 1 }
  const other = { ...approved, id: '1d6a2d3e-8f1b-4c5d-9e7f-1a2b3c4d5e6f' }
  it('takes approvals, and rejections with their reasons', () => {
    const decisions = [approved, { ...other, decision: 'rejected', reason: 'Whose is this?' }]
    expect(z.parse(newDecisions, { decisions })).toEqual({ decisions })
  })

  it.each([
    ['none', [], 'decisions'],
    ['one entry twice', [approved, { ...approved, id: entry.id.toUpperCase() }], 'decisions'],
    ['a rejection without reason', [{ ...approved, decision: 'rejected' }], 'decisions.0.reason'],
    ['an approval with a reason', [{ ...approved, reason: 'x' }], 'decisions.0'],
    ['a decision without version', [{ decision: 'approved', id: entry.id }], 'decisions.0.version'],
    ['another decision', [{ ...approved, decision: 'draft' }], 'decisions.0.decision'],
    ['too many', Array.from({ length: 101 }, () => approved), 'decisions'],
  ])('refuses %s', (_, decisions, place) => {
    expect(placesOf(newDecisions, { decisions })).toContain(place)
  })
})

describe('timesheetUpload', () => {
  const owner = { iss: 'https://idp.example.com/', sub: 'auth0|employee' }
  const item = { owner, date: '2026-11-20', project: 'StoreZero', minutes: 90 }
  it('takes entries of others', () => {
    expect(z.parse(timesheetUpload, { items: [item] })).toEqual({ items: [{ ...item, note: '' }] })
  })

  it.each([
    ['an owner without subject', [{ ...item, owner: { iss: owner.iss } }], 'items.0.owner.sub'],
    ['an empty subject', [{ ...item, owner: { ...owner, sub: '' } }], 'items.0.owner.sub'],
    ['an e-mail address', [{ ...item, owner: { ...owner, email: 'x' } }], 'items.0.owner'],
    ['a status', [item, { ...item, status: 'approved' }], 'items.1'],
    ['nothing', [], 'items'],
    ['too many', Array.from({ length: 501 }, () => item), 'items'],
  ])('refuses %s', (_, items, place) => {
    expect(placesOf(timesheetUpload, { items })).toContain(place)
  })
})
