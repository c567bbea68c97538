import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { entry, ifMatch, useScene, type Actor } from '../../test/scene.ts'

const scene = useScene()

async function namesFor(actor: Actor): Promise<unknown[]> {
  const names: unknown[] = []
  let cursor = ''
  do {
    const { status, body } = await scene.call(actor, 'GET', `/projects?limit=2${cursor}`)
    expect(status).toBe(200)
    names.push(...(body.items as unknown as { name: string }[]).map(({ name }) => name))
    cursor = body['nextCursor'] ? `&cursor=${body['nextCursor'] as string}` : ''
  } while (cursor)
  return names
}

describe('GET /api/projects', () => {
  it('lists every project for an employee, by name', async () => {
    const employee = await scene.somebody()
    for (const project of ['Zeta', 'Alpha', '東京 '.repeat(30).trim()]) {
      await scene.create(employee, { project })
    }
    const names = await namesFor(employee)
    expect(names).toEqual(expect.arrayContaining(['Alpha', 'Zeta']))
    expect(names).toEqual((names as string[]).toSorted())
  })

  it('lists the projects of a contractor for them, and no others', async () => {
    await scene.create(await scene.somebody(), { project: 'Secret' })
    expect(await namesFor(await scene.contractor('StoreZero', 'Warehouse'))).toEqual([
      'StoreZero',
      'Warehouse',
    ])
    expect(await namesFor(await scene.contractor())).toEqual([])
  })
})

describe('a contractor', () => {
  const refusal = {
    status: 400,
    body: { code: 'validation_failed', errors: [{ path: 'body.project' }] },
  }

  it('logs work on their own projects', async () => {
    const carl = await scene.contractor('StoreZero')
    expect(await scene.create(carl)).toMatchObject({ project: 'StoreZero' })
  })

  it('learns nothing of others: one that is there is refused like one that is not', async () => {
    await scene.create(await scene.somebody(), { project: 'Secret' })
    const carl = await scene.contractor('StoreZero')
    const post = (project: string) =>
      scene.call(carl, 'POST', '/timesheets', { body: { ...entry, project } })
    const [there, notThere] = [await post('Secret'), await post(randomUUID())]
    expect(there).toMatchObject(refusal)
    expect(notThere.body).toEqual(there.body)
    expect(await namesFor(await scene.somebody())).not.toContain('storezero')
  })

  it('does not move an entry to another project', async () => {
    const carl = await scene.contractor('StoreZero', 'Warehouse')
    const { id } = await scene.create(carl)
    const move = (project: string, tag: string) =>
      scene.call(carl, 'PATCH', `/timesheets/${id}`, { body: { project }, ...ifMatch(tag) })
    expect((await move('Warehouse', '"1"')).body).toMatchObject({ project: 'Warehouse' })
    expect(await move('Secret', '"2"')).toMatchObject(refusal)
  })

  it('is one by issuer and subject: a twin at another issuer is none', async () => {
    const employee = await scene.somebody()
    await scene.rows(
      "insert into people (issuer, subject, kind) values ('https://other.example/', $1, 'contractor')",
      [employee.subject],
    )
    expect(await scene.create(employee, { project: 'Anything' })).toMatchObject({ version: 1 })
  })

  it('goes on seeing entries of a project that they left', async () => {
    const carl = await scene.contractor('StoreZero')
    const created = await scene.create(carl)
    await scene.rows(
      'delete from project_members where person_id = (select id from people where subject = $1)',
      [carl.subject],
    )
    expect(await scene.list(carl)).toEqual([created])
    const again = await scene.call(carl, 'POST', '/timesheets', { body: entry })
    expect(again).toMatchObject(refusal)
  })
})
