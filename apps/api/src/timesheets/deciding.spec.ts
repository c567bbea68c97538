import { randomUUID } from 'node:crypto'
import type { DecisionRecord, TimesheetEntry } from '@frontchannel/contract'
import { describe, expect, it } from 'vitest'
import { ifMatch, useScene, type Actor } from '../../test/scene.ts'

const scene = useScene()

const approve = (manager: Actor, id: string, options = {}) =>
  scene.call(manager, 'PUT', `/approvals/${id}`, options)
const reject = (manager: Actor, id: string, reason: string, options = {}) =>
  scene.call(manager, 'PUT', `/approvals/${id}/rejection`, { body: { reason }, ...options })

async function trailOf(id: string): Promise<readonly DecisionRecord[]> {
  const path = `/approvals/decisions?entry=${id}`
  const { body } = await scene.call(await scene.manager(), 'GET', path)
  return body.items as unknown as DecisionRecord[]
}

describe('PUT /api/approvals/:id/rejection', () => {
  it('rejects with a reason, which the owner sees', async () => {
    const owner = await scene.somebody()
    const { id } = await scene.create(owner)
    const { status, body, headers } = await reject(await scene.manager(), id, ' Which ticket? ')
    expect(status).toBe(200)
    expect(headers.get('etag')).toBe('"2"')
    expect(body).toMatchObject({ id, status: 'rejected', rejectionReason: 'Which ticket?' })
    expect(await scene.list(owner)).toMatchObject([{ rejectionReason: 'Which ticket?' }])
  })

  it('says the same again when asked again, and takes no second reason', async () => {
    const { id } = await scene.create(await scene.somebody())
    const manager = await scene.manager()
    const first = await reject(manager, id, 'Which ticket?', ifMatch('"1"'))
    expect((await reject(manager, id, 'Which ticket?', ifMatch('"1"'))).body).toEqual(first.body)
    expect((await reject(manager, id, 'Too long')).body.code).toBe('conflict')
    expect((await approve(manager, id)).body.code).toBe('conflict')
    expect(await trailOf(id)).toHaveLength(1)
  })

  it('does not take an approval back', async () => {
    const { id } = await scene.create(await scene.somebody())
    const manager = await scene.manager()
    await approve(manager, id)
    expect((await reject(manager, id, 'After all, no')).body.code).toBe('conflict')
  })

  it.each([{}, { reason: '' }, { reason: ' ' }, { reason: 'x'.repeat(501) }])(
    'is refused with %j',
    async (body) => {
      const { id } = await scene.create(await scene.somebody())
      const path = `/approvals/${id}/rejection`
      const { status } = await scene.call(await scene.manager(), 'PUT', path, { body })
      expect(status).toBe(400)
    },
  )
})

describe('a manager', () => {
  it('decides nothing about themselves, in no way', async () => {
    const manager = await scene.manager()
    const { id } = await scene.create(manager)
    const own = { status: 403, body: { code: 'own_entry' } }
    expect(await approve(manager, id)).toMatchObject(own)
    expect(await reject(manager, id, 'x')).toMatchObject(own)
    const decisions = [{ decision: 'approved', id, version: 1 }]
    const bulk = await scene.call(manager, 'POST', '/approvals/decisions', { body: { decisions } })
    expect(bulk.body.items).toMatchObject([{ id, problem: { status: 403, code: 'own_entry' } }])
    expect(await scene.list(manager)).toMatchObject([{ status: 'submitted', version: 1 }])
  })

  it('is another than one of the same subject at another issuer', async () => {
    const manager = await scene.manager()
    await scene.rows(
      `with twin as (insert into people (issuer, subject) values ('https://other.example/', $1) returning id)
       insert into entries (owner_id, project_id, date, minutes, status)
       select twin.id, (select min(id) from projects), '2026-11-20', 5, 'submitted' from twin`,
      [manager.subject],
    )
    const { body } = await scene.call(manager, 'GET', '/approvals')
    const [twin] = body.items.filter(({ minutes }) => minutes === 5)
    expect((await approve(manager, twin?.id ?? '')).body).toMatchObject({ status: 'approved' })
  })

  it('sees what was decided, by whomever', async () => {
    const { id } = await scene.create(await scene.somebody())
    await reject(await scene.manager(), id, 'Which ticket?')
    const { body } = await scene.call(await scene.manager(), 'GET', '/approvals?status=rejected')
    expect(body.items.map((item) => item.id)).toContain(id)
  })

  it('is one of two who decide differently at once: one wins', async () => {
    const { id } = await scene.create(await scene.somebody())
    const [one, other] = [await scene.manager(), await scene.manager()]
    const answers = await Promise.all([approve(one, id), reject(other, id, 'No')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await trailOf(id)).toHaveLength(1)
  })
})

describe('POST /api/approvals/decisions', () => {
  const decide = (manager: Actor, decisions: unknown[]) =>
    scene.call(manager, 'POST', '/approvals/decisions', { body: { decisions } })

  it('decides on each for itself, in their order', async () => {
    const owner = await scene.somebody(undefined, 'Erin Employee')
    const created: TimesheetEntry[] = []
    for (let n = 0; n < 4; n++) created.push(await scene.create(owner))
    const [first = '', second = '', changed = '', untouched = ''] = created.map(({ id }) => id)
    await scene.call(owner, 'PATCH', `/timesheets/${changed}`, {
      body: { minutes: 1 },
      ...ifMatch('"1"'),
    })
    const nobodys = randomUUID()
    const { status, body } = await decide(await scene.manager(), [
      { decision: 'rejected', id: second, version: 1, reason: 'Which ticket?' },
      { decision: 'approved', id: nobodys, version: 1 },
      { decision: 'approved', id: changed, version: 1 },
      { decision: 'approved', id: first.toUpperCase(), version: 1 },
    ])
    expect(status).toBe(201)
    expect(body.items).toMatchObject([
      { id: second, entry: { status: 'rejected', rejectionReason: 'Which ticket?', version: 2 } },
      { id: nobodys, problem: { status: 404, code: 'not_found' } },
      { id: changed, problem: { status: 412, code: 'precondition_failed' } },
      { entry: { id: first, status: 'approved', owner: { name: 'Erin Employee' } } },
    ])
    const left = (await scene.list(owner, '?status=submitted')).map(({ id }) => id)
    expect(left.sort()).toEqual([changed, untouched].sort())
  })

  it('leads no two managers into a deadlock, whatever order they decide in', async () => {
    const owner = await scene.somebody()
    const ids: string[] = []
    for (let n = 0; n < 10; n++) ids.push((await scene.create(owner)).id)
    const approvals = ids.map((id) => ({ decision: 'approved', id, version: 1 }))
    const managers = await Promise.all(Array.from({ length: 6 }, () => scene.manager()))
    const answers = await Promise.all(
      managers.map((manager, n) => decide(manager, n % 2 ? approvals : approvals.toReversed())),
    )
    expect(answers.map(({ status }) => status)).toEqual(managers.map(() => 201))
    const items = answers.flatMap(
      ({ body }) => body.items as unknown as { entry: TimesheetEntry }[],
    )
    expect(items.every(({ entry }) => entry.status === 'approved' && entry.version === 2)).toBe(
      true,
    )
    expect(
      await scene.rows('select 1 from decisions where entry_id = any($1)', [ids]),
    ).toHaveLength(10)
  })
})

describe('GET /api/approvals/decisions', () => {
  it('says who decided when on what, as it was then', async () => {
    const owner = await scene.somebody(undefined, 'Erin Employee')
    const { id } = await scene.create(owner)
    const [mia, ada] = [await scene.manager(undefined, 'Mia Manager'), await scene.manager()]
    await reject(mia, id, 'Which ticket?')
    const corrected = { body: { minutes: 60, project: 'Planning' }, ...ifMatch('"2"') }
    await scene.call(owner, 'PATCH', `/timesheets/${id}`, corrected)
    await scene.call(owner, 'PUT', `/timesheets/${id}/submission`)
    await approve(ada, id)
    const iss = scene.issuer.url
    const person = { iss, sub: owner.subject, name: 'Erin Employee' }
    expect(await trailOf(id)).toMatchObject([
      {
        decision: 'approved',
        decidedBy: { iss, sub: ada.subject },
        entry: { id, version: 4, owner: person, project: 'Planning', minutes: 60 },
      },
      {
        decision: 'rejected',
        reason: 'Which ticket?',
        decidedBy: { iss, sub: mia.subject, name: 'Mia Manager' },
        entry: { id, version: 1, owner: person, project: 'StoreZero', minutes: 450 },
      },
    ])
  })

  it('shows the latest first, page by page', async () => {
    const read = async (query: string) =>
      (await scene.call(await scene.manager(), 'GET', `/approvals/decisions?${query}`)).body
    const all = await read('limit=100')
    const manager = await scene.manager()
    const seen: unknown[] = []
    let cursor = ''
    do {
      const path = `/approvals/decisions?limit=3${cursor}`
      const { body } = await scene.call(manager, 'GET', path)
      seen.push(...body.items)
      cursor = body['nextCursor'] ? `&cursor=${body['nextCursor'] as string}` : ''
    } while (cursor)
    expect(seen).toEqual(all.items)
    const ids = all.items.map(({ id }) => Number(id))
    expect(ids).toEqual(ids.toSorted((a, b) => b - a))
  })

  it('is closed to employees, whose entries it is about', async () => {
    const { status } = await scene.call(await scene.somebody(), 'GET', '/approvals/decisions')
    expect(status).toBe(403)
  })
})
