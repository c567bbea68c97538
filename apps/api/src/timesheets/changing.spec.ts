import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { entry, ifMatch, useScene, type Actor } from '../../test/scene.ts'

const scene = useScene()

const change = (actor: Actor, id: string, body: unknown, tag = '"1"') =>
  scene.call(actor, 'PATCH', `/timesheets/${id}`, { body, ...ifMatch(tag) })
const submit = (actor: Actor, id: string, options = {}) =>
  scene.call(actor, 'PUT', `/timesheets/${id}/submission`, options)
const approve = async (id: string) => scene.call(await scene.manager(), 'PUT', `/approvals/${id}`)
const reject = async (id: string, reason = 'Which ticket?') =>
  scene.call(await scene.manager(), 'PUT', `/approvals/${id}/rejection`, { body: { reason } })

describe('GET /api/timesheets/:id', () => {
  it('shows an own entry with its version as its tag', async () => {
    const owner = await scene.somebody()
    const created = await scene.create(owner)
    const { status, body, headers } = await scene.call(owner, 'GET', `/timesheets/${created.id}`)
    expect([status, body, headers.get('etag')]).toEqual([200, created, '"1"'])
  })
})

describe('POST /api/timesheets', () => {
  it('says where the entry is and which version it has', async () => {
    const owner = await scene.somebody()
    const { headers, body } = await scene.call(owner, 'POST', '/timesheets', { body: entry })
    expect(headers.get('location')).toBe(`/api/timesheets/${body.id}`)
    expect(headers.get('etag')).toBe('"1"')
  })

  it('keeps a draft from managers until it is submitted', async () => {
    const owner = await scene.somebody()
    const { id, status } = await scene.create(owner, { status: 'draft' })
    expect(status).toBe('draft')
    const manager = await scene.manager()
    const waiting = async () =>
      (await scene.call(manager, 'GET', '/approvals')).body.items.map((item) => item.id)
    expect(await waiting()).not.toContain(id)
    expect((await scene.call(manager, 'PUT', `/approvals/${id}`)).body.code).toBe('not_found')
    expect((await submit(owner, id)).body).toMatchObject({ status: 'submitted', version: 2 })
    expect(await waiting()).toContain(id)
  })
})

describe('PATCH /api/timesheets/:id', () => {
  it('changes what it names, and nothing else', async () => {
    const owner = await scene.somebody()
    const { id, createdAt } = await scene.create(owner)
    const { status, body, headers } = await change(owner, id, { minutes: 60, project: 'Planning' })
    expect(status).toBe(200)
    const expected = { ...entry, id, minutes: 60, project: 'Planning', createdAt, version: 2 }
    expect(body).toMatchObject({ ...expected, status: 'submitted' })
    expect(headers.get('etag')).toBe('"2"')
    expect(String(body['updatedAt']) >= createdAt).toBe(true)
    expect(await scene.list(owner)).toEqual([body])
  })

  it('is refused without a version: it could undo what its author never saw', async () => {
    const owner = await scene.somebody()
    const { id } = await scene.create(owner)
    const path = `/timesheets/${id}`
    const answer = await scene.call(owner, 'PATCH', path, { body: { minutes: 60 } })
    expect(answer).toMatchObject({ status: 428, body: { code: 'precondition_required' } })
  })

  it.each(['"2"', '"01"', 'W/"1"', '"x"', '"2", W/"1"'])(
    'is refused for If-Match: %s, with the version there is',
    async (tag) => {
      const owner = await scene.somebody()
      const { id } = await scene.create(owner)
      const answer = await change(owner, id, { minutes: 60 }, tag)
      expect(answer).toMatchObject({ status: 412, body: { code: 'precondition_failed' } })
      expect(answer.headers.get('etag')).toBe('"1"')
      expect(await scene.list(owner)).toMatchObject([{ minutes: 450, version: 1 }])
    },
  )

  it.each(['*', '"7", "1"'])('is taken for If-Match: %s', async (tag) => {
    const owner = await scene.somebody()
    const { id } = await scene.create(owner)
    expect((await change(owner, id, { minutes: 60 }, tag)).status).toBe(200)
  })

  it('R52: lets exactly one of 100 win who saw the same version', async () => {
    const owner = await scene.somebody()
    const { id } = await scene.create(owner)
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => change(owner, id, { minutes: index + 1 })),
    )
    const winners = answers.filter(({ status }) => status === 200)
    expect(winners).toHaveLength(1)
    const losers = answers.filter(({ status }) => status === 412)
    expect(losers).toHaveLength(99)
    expect(losers.every(({ headers }) => headers.get('etag') === '"2"')).toBe(true)
    expect(await scene.list(owner)).toEqual([winners[0]?.body])
  })

  it('keeps what was approved', async () => {
    const owner = await scene.somebody()
    const { id } = await scene.create(owner)
    await approve(id)
    const answer = await change(owner, id, { minutes: 60 }, '"2"')
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } })
  })

  it('leaves a rejected entry rejected until it is submitted again', async () => {
    const owner = await scene.somebody()
    const { id } = await scene.create(owner)
    await reject(id)
    const changed = await change(owner, id, { note: 'T-1' }, '"2"')
    expect(changed.body).toMatchObject({ status: 'rejected', rejectionReason: 'Which ticket?' })
    const submitted = await submit(owner, id, ifMatch('"3"'))
    expect(submitted.body).toMatchObject({ status: 'submitted', version: 4, note: 'T-1' })
    expect(submitted.body).not.toHaveProperty('rejectionReason')
  })

  it('keeps a decision from what its manager did not see', async () => {
    const owner = await scene.somebody()
    const { id } = await scene.create(owner)
    await change(owner, id, { minutes: 1 })
    const manager = await scene.manager()
    const late = await scene.call(manager, 'PUT', `/approvals/${id}`, ifMatch('"1"'))
    expect(late).toMatchObject({ status: 412, body: { code: 'precondition_failed' } })
    const seen = await scene.call(manager, 'PUT', `/approvals/${id}`, ifMatch('"2"'))
    expect(seen.body).toMatchObject({ status: 'approved', version: 3 })
  })
})

describe('PUT /api/timesheets/:id/submission', () => {
  it('may be repeated: the answer to the first may have got lost', async () => {
    const owner = await scene.somebody()
    const { id } = await scene.create(owner, { status: 'draft' })
    const first = await submit(owner, id, ifMatch('"1"'))
    expect((await submit(owner, id, ifMatch('"1"'))).body).toEqual(first.body)
  })

  it('is of the version that it names', async () => {
    const owner = await scene.somebody()
    const { id } = await scene.create(owner, { status: 'draft' })
    await change(owner, id, { minutes: 60 })
    expect((await submit(owner, id, ifMatch('"1"'))).status).toBe(412)
  })

  it('does not take an approval back', async () => {
    const owner = await scene.somebody()
    const { id } = await scene.create(owner)
    await approve(id)
    expect((await submit(owner, id)).body.code).toBe('conflict')
  })
})

describe('DELETE /api/timesheets/:id', () => {
  const remove = (actor: Actor, id: string, options = {}) =>
    scene.call(actor, 'DELETE', `/timesheets/${id}`, options)

  it('takes a version, too', async () => {
    const owner = await scene.somebody()
    const { id } = await scene.create(owner)
    expect((await remove(owner, id, ifMatch('"2"'))).status).toBe(412)
    expect((await remove(owner, id, ifMatch('"1"'))).status).toBe(204)
    expect((await remove(owner, id, ifMatch('"1"'))).body.code).toBe('not_found')
  })

  it('takes a rejected entry away, and leaves the trail of it', async () => {
    const owner = await scene.somebody()
    const { id } = await scene.create(owner)
    await reject(id)
    expect((await remove(owner, id)).status).toBe(204)
    const trail = `/approvals/decisions?entry=${id}`
    expect((await scene.call(await scene.manager(), 'GET', trail)).body.items).toHaveLength(1)
  })
})

it('answers a change of an id that nobody has like one that is not yours', async () => {
  const answer = await change(await scene.somebody(), randomUUID(), { minutes: 60 })
  expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
})
