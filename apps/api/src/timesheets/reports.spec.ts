import type { TimesheetTotals } from '@frontchannel/contract'
import { describe, expect, it } from 'vitest'
import { useScene, type Actor } from '../../test/scene.ts'

const scene = useScene()

const total = async (actor: Actor, query = '') =>
  (await scene.call(actor, 'GET', `/timesheets/totals${query}`)).body as unknown as TimesheetTotals
const save = (actor: Actor, query = '') => scene.call(actor, 'GET', `/timesheets/export${query}`)

async function worker(): Promise<Actor> {
  const actor = await scene.somebody()
  await scene.create(actor, { date: '2026-11-16', minutes: 20 })
  await scene.create(actor, { date: '2026-11-20', minutes: 20, project: 'Planning' })
  await scene.create(actor, { date: '2026-11-22', minutes: 20, status: 'draft' })
  await scene.create(actor, { date: '2026-12-31', minutes: 1 })
  return actor
}

describe('GET /api/timesheets/totals', () => {
  it('sums up exactly, by week, project and status', async () => {
    expect(await total(await worker())).toEqual({
      minutes: 61,
      entries: 4,
      weeks: [
        { week: '2026-W53', minutes: 1, entries: 1 },
        { week: '2026-W47', minutes: 60, entries: 3 },
      ],
      projects: [
        { project: 'Planning', minutes: 20, entries: 1 },
        { project: 'StoreZero', minutes: 41, entries: 3 },
      ],
      statuses: [
        { status: 'draft', minutes: 20, entries: 1 },
        { status: 'submitted', minutes: 41, entries: 3 },
      ],
    })
  })

  it.each([
    ['?week=2026-W47', 60],
    ['?project=StoreZero', 41],
    ['?status=draft', 20],
    ['?week=2026-W47&project=StoreZero&status=submitted', 20],
    ['?week=2026-W01', 0],
  ])('of %s are %i minutes', async (query, minutes) => {
    const totals = await total(await worker(), query)
    expect(totals.minutes).toBe(minutes)
    for (const parts of [totals.weeks, totals.projects, totals.statuses]) {
      expect(parts.reduce((sum, part) => sum + part.minutes, 0)).toBe(minutes)
    }
  })

  it('of nothing are nothing', async () => {
    const nothing = { minutes: 0, entries: 0, weeks: [], projects: [], statuses: [] }
    expect(await total(await scene.somebody())).toEqual(nothing)
  })

  it('agree with the ISO weeks of the list, over years', async () => {
    const actor = await scene.somebody()
    const days = [
      '2024-12-29',
      '2024-12-30',
      '2025-01-05',
      '2025-01-06',
      '2000-01-01',
      '2099-12-31',
    ]
    for (const date of days) await scene.create(actor, { date })
    const { weeks } = await total(actor)
    expect(weeks).toHaveLength(5)
    for (const { week, entries } of weeks) {
      expect(await scene.list(actor, `?week=${week}`)).toHaveLength(entries)
    }
  })
})

describe('GET /api/timesheets/export', () => {
  it('saves the chosen entries as CSV', async () => {
    const { status, headers, body } = await save(await worker(), '?week=2026-W47')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe('attachment; filename="timesheets.csv"')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(body['text']).toBe(
      [
        'date,week,project,minutes,hours,status,note,rejection reason',
        '2026-11-22,2026-W47,StoreZero,20,0:20,draft,Checkout,',
        '2026-11-20,2026-W47,Planning,20,0:20,submitted,Checkout,',
        '2026-11-16,2026-W47,StoreZero,20,0:20,submitted,Checkout,',
        '',
      ].join('\r\n'),
    )
  })

  it('runs nothing that somebody typed in the sheet of somebody else', async () => {
    const actor = await scene.somebody()
    const { id } = await scene.create(actor, {
      project: '=HYPERLINK("http://evil.example")',
      note: '+1\n"quoted", twice',
    })
    const path = `/approvals/${id}/rejection`
    const body = { reason: '@SUM(1)' }
    await scene.call(await scene.manager(), 'PUT', path, { body })
    const [, line] = String((await save(actor)).body['text']).split('\r\n')
    expect(line).toBe(
      `2026-11-20,2026-W47,"'=HYPERLINK(""http://evil.example"")",450,7:30,rejected,` +
        `"'+1\n""quoted"", twice",'@SUM(1)`,
    )
  })

  it('says so where one file cannot hold what was chosen', async () => {
    const actor = await scene.somebody()
    await scene.create(actor)
    await scene.rows(
      `insert into entries (owner_id, project_id, date, minutes, status)
       select owner_id, project_id, date, minutes, status from entries, generate_series(1, 10000)
       where owner_id = (select id from people where subject = $1)`,
      [actor.subject],
    )
    expect(await save(actor)).toMatchObject({ status: 400, body: { code: 'validation_failed' } })
    const { body } = await save(actor, '?week=2026-W46')
    expect(String(body['text']).split('\r\n')).toHaveLength(2)
  })
})
