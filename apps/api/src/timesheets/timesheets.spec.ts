import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../test/api.ts'
import { Issuer } from '../../test/issuer.ts'

let issuer: Issuer
let api: TestApi

beforeAll(async () => {
  issuer = await Issuer.start()
  api = await startApi(issuer)
})

afterAll(async () => {
  await api.stop()
  await issuer.stop()
})

const entry = { date: '2026-11-20', project: 'StoreZero', minutes: 450, note: 'Checkout' }
const everyScope = 'read:timesheets create:timesheets delete:timesheets'
const somebody = () => issuer.token({ sub: `auth0|${randomUUID()}`, scope: everyScope })
const manager = (sub = `auth0|${randomUUID()}`) =>
  issuer.token({ sub, scope: `${everyScope} approve:timesheets` })

const create = async (token: string, body: unknown = entry) => {
  const answer = await api.call('/api/timesheets', { method: 'POST', token, body })
  expect(answer.status).toBe(201)
  return answer.body
}

describe('GET /api/timesheets', () => {
  it('lists nothing for somebody new', async () => {
    const { status, body, headers } = await api.call('/api/timesheets', { token: await somebody() })
    expect(status).toBe(200)
    expect(body).toEqual({ items: [] })
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('lists the own entries, the newest day first', async () => {
    const token = await somebody()
    const older = await create(token, { ...entry, date: '2026-11-18' })
    const newer = await create(token, { ...entry, date: '2026-11-19' })
    await create(await somebody())
    const { body } = await api.call('/api/timesheets', { token })
    expect(body.items).toEqual([newer, older])
  })

  it('tells people apart by issuer and subject, not by e-mail address', async () => {
    const email = 'employee@example.com'
    await create(await issuer.token({ sub: 'auth0|one', email, scope: everyScope }))
    const { body } = await api.call('/api/timesheets', {
      token: await issuer.token({ sub: 'auth0|two', email, scope: everyScope }),
    })
    expect(body.items).toEqual([])
  })
})

describe('POST /api/timesheets', () => {
  it('answers with the entry as it was stored', async () => {
    const created = await create(await somebody())
    expect(created).toMatchObject({ ...entry, status: 'submitted', version: 1 })
    expect(created.owner).toBeUndefined()
  })

  it.each([
    ['no project', { ...entry, project: '' }],
    ['part of a minute', { ...entry, minutes: 1.5 }],
    ['more than a day', { ...entry, minutes: 1441 }],
    ['a day that no calendar has', { ...entry, date: '2026-02-30' }],
    ['an owner of their choice', { ...entry, ownerId: 1 }],
    ['a status of their choice', { ...entry, status: 'approved' }],
    ['an id of their choice', { ...entry, id: randomUUID() }],
    ['a text that is no JSON', '{"date":'],
    ['nothing', undefined],
  ])('refuses %s', async (_, body) => {
    const token = await somebody()
    const answer = await api.call('/api/timesheets', { method: 'POST', token, body })
    expect(answer.status).toBe(400)
    expect(answer.body.code).toBe('validation_failed')
    expect((await api.call('/api/timesheets', { token })).body.items).toEqual([])
  })
})

describe('DELETE /api/timesheets/:id', () => {
  it('deletes an own entry', async () => {
    const token = await somebody()
    const { id } = await create(token)
    expect((await api.call(`/api/timesheets/${id}`, { method: 'DELETE', token })).status).toBe(204)
    expect((await api.call('/api/timesheets', { token })).body.items).toEqual([])
  })

  it('knows nothing of the entries of others', async () => {
    const owner = await somebody()
    const { id } = await create(owner)
    const answer = await api.call(`/api/timesheets/${id}`, {
      method: 'DELETE',
      token: await somebody(),
    })
    expect(answer.status).toBe(404)
    expect(answer.body.code).toBe('not_found')
    expect((await api.call('/api/timesheets', { token: owner })).body.items).toHaveLength(1)
  })

  it('answers the same for an id that nobody has', async () => {
    const answer = await api.call(`/api/timesheets/${randomUUID()}`, {
      method: 'DELETE',
      token: await somebody(),
    })
    expect(answer.body.code).toBe('not_found')
  })

  it('keeps what was approved', async () => {
    const owner = await somebody()
    const { id } = await create(owner)
    await api.call(`/api/approvals/${id}`, { method: 'PUT', token: await manager() })
    const answer = await api.call(`/api/timesheets/${id}`, { method: 'DELETE', token: owner })
    expect(answer.status).toBe(409)
    expect(answer.body.code).toBe('conflict')
  })
})

describe('GET /api/approvals', () => {
  it('lists what others submitted, with their names', async () => {
    const token = await issuer.token({
      sub: 'auth0|named',
      name: 'Erin Employee',
      scope: everyScope,
    })
    const created = await create(token)
    const { body } = await api.call('/api/approvals', { token: await manager() })
    expect(body.items).toContainEqual({ ...created, owner: { name: 'Erin Employee' } })
  })

  it('leaves out the own entries: nobody decides on themselves', async () => {
    const token = await manager()
    const { id } = await create(token)
    const { body } = await api.call('/api/approvals', { token })
    expect(body.items.map((item) => item.id)).not.toContain(id)
  })

  it('is closed to employees', async () => {
    const answer = await api.call('/api/approvals', { token: await somebody() })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('www-authenticate')).toContain('error="insufficient_scope"')
    expect(answer.headers.get('www-authenticate')).toContain('scope="approve:timesheets"')
  })
})

describe('PUT /api/approvals/:id', () => {
  it('approves an entry once, and says so again when asked again', async () => {
    const owner = await somebody()
    const { id } = await create(owner)
    const token = await manager()
    const approve = () => api.call(`/api/approvals/${id}`, { method: 'PUT', token })
    const first = await approve()
    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({ id, status: 'approved', version: 2 })
    expect((await approve()).body).toEqual(first.body)
    const { body } = await api.call('/api/timesheets', { token: owner })
    expect(body.items).toMatchObject([{ id, status: 'approved' }])
  })

  it('does not let managers approve their own', async () => {
    const sub = `auth0|${randomUUID()}`
    const { id } = await create(await manager(sub))
    const answer = await api.call(`/api/approvals/${id}`, {
      method: 'PUT',
      token: await manager(sub),
    })
    expect(answer).toMatchObject({ status: 403, body: { code: 'own_entry' } })
  })

  it('knows nothing of an id that nobody has', async () => {
    const answer = await api.call(`/api/approvals/${randomUUID()}`, {
      method: 'PUT',
      token: await manager(),
    })
    expect(answer.status).toBe(404)
  })
})
