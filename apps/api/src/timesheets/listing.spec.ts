import { beforeAll, describe, expect, it } from 'vitest'
import { useScene, type Actor } from '../../test/scene.ts'

const scene = useScene()
let reader: Actor
let ids: readonly string[]

// three of each day, two of which are of one project
beforeAll(async () => {
  reader = await scene.somebody()
  const dates = ['2026-11-15', '2026-11-16', '2026-11-20', '2026-11-22', '2026-11-23']
  for (const date of dates) {
    await scene.create(reader, { date, project: 'StoreZero' })
    await scene.create(reader, { date, project: 'StoreZero', status: 'draft' })
    await scene.create(reader, { date, project: 'Planning' })
  }
  ids = (await scene.list(reader)).map(({ id }) => id)
})

interface Page {
  items: readonly { id: string; date: string }[]
  nextCursor?: string
}

async function page(query: string, actor = reader, path = '/timesheets'): Promise<Page> {
  const { status, body } = await scene.call(actor, 'GET', `${path}?${query}`)
  expect(status).toBe(200)
  return body
}

async function pages(query: string, actor = reader, path = '/timesheets'): Promise<Page[]> {
  const found: Page[] = []
  let cursor = ''
  do {
    const next = await page(`${query}${cursor}`, actor, path)
    found.push(next)
    cursor = next.nextCursor ? `&cursor=${next.nextCursor}` : ''
  } while (cursor)
  return found
}

describe('filters', () => {
  it.each([
    ['week=2026-W47', 9],
    ['week=2026-W46', 3],
    ['week=2026-W48', 3],
    ['week=2026-W30', 0],
    ['project=StoreZero', 10],
    ['project=%20StoreZero%20', 10],
    ['project=storezero', 0],
    ['project=Nothing', 0],
    ['status=draft', 5],
    ['status=approved', 0],
    ['week=2026-W47&project=StoreZero&status=submitted', 3],
  ])('%s choose %i entries', async (query, count) => {
    const { items, nextCursor } = await page(query)
    expect([items.length, nextCursor]).toEqual([count, undefined])
  })

  it('have ISO weeks begin on Monday and end on Sunday', async () => {
    const { items } = await page('week=2026-W47')
    const dates = new Set(items.map(({ date }) => date))
    expect([...dates]).toEqual(['2026-11-22', '2026-11-20', '2026-11-16'])
  })
})

describe('pages', () => {
  it.each([1, 2, 3, 4, 7, 14, 15, 100])('of %i show everything once, in order', async (limit) => {
    const found = await pages(`limit=${limit}`)
    expect(found.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(ids)
    expect(found).toHaveLength(Math.ceil(ids.length / limit))
  })

  it('keep their filters', async () => {
    const found = await pages('limit=2&week=2026-W47&project=StoreZero')
    expect(found.map(({ items }) => items.length)).toEqual([2, 2, 2])
  })

  it('are not moved by what is added before their place', async () => {
    const owner = await scene.somebody()
    for (const date of ['2026-11-18', '2026-11-17', '2026-11-16'])
      await scene.create(owner, { date })
    const first = await page('limit=2', owner)
    await scene.create(owner, { date: '2026-11-19' })
    const second = await page(`limit=2&cursor=${first.nextCursor ?? ''}`, owner)
    expect(second.items.map(({ date }) => date)).toEqual(['2026-11-16'])
  })

  it('of approvals show everything once, too', async () => {
    const manager = await scene.manager()
    const expected = (await page('week=2026-W47', manager, '/approvals')).items
    const found = await pages('limit=1&week=2026-W47', manager, '/approvals')
    expect(found.flatMap(({ items }) => items)).toEqual(expected)
    expect(expected).not.toHaveLength(0)
  })
})

describe('a cursor', () => {
  const refusal = { status: 400, body: { code: 'validation_failed' } }
  const cursorOf = async (query: string) => (await page(query)).nextCursor ?? ''
  const follow = (cursor: string, query = '', actor = reader, path = '/timesheets') =>
    scene.call(actor, 'GET', `${path}?cursor=${cursor}${query}`)

  it('tells nothing that its reader does not know, and fits a URL', async () => {
    expect(await cursorOf('limit=1')).toMatch(/^[\w-]{1,100}\.[\w-]{43}$/)
  })

  it('is refused when any letter of it is another', async () => {
    const cursor = await cursorOf('limit=1')
    for (let at = 0; at < cursor.length - 1; at++) {
      if (cursor[at] === '.') continue
      const other = cursor[at] === 'A' ? 'B' : 'A'
      const { status } = await follow(cursor.slice(0, at) + other + cursor.slice(at + 1))
      if (status !== 400) expect.fail(`letter ${at} may be changed`)
    }
    expect(await follow(cursor)).toMatchObject({ status: 200 })
  })

  it('is refused with another place, list, filter or reader', async () => {
    const cursor = await cursorOf('limit=1')
    const [, signature] = cursor.split('.')
    const place = Buffer.from('["2026-11-20","x"]').toString('base64url')
    expect(await follow(`${place}.${signature}`)).toMatchObject(refusal)
    expect(await follow(cursor, '&status=draft')).toMatchObject(refusal)
    expect(await follow(cursor, '', await scene.somebody())).toMatchObject(refusal)
    const manager = await scene.manager(reader.subject)
    expect(await follow(cursor, '', manager, '/approvals')).toMatchObject(refusal)
    expect(await follow(cursor, '', manager, '/approvals/decisions')).toMatchObject(refusal)
    expect(await follow(cursor, '', reader, '/projects')).toMatchObject(refusal)
  })

  it('may go on with another limit', async () => {
    const { body } = await follow(await cursorOf('limit=1'), '&limit=100')
    expect(body.items.map(({ id }) => id)).toEqual(ids.slice(1))
  })
})

it('shows at most 100 entries at once', async () => {
  const owner = await scene.somebody()
  await scene.create(owner)
  await scene.rows(
    `insert into entries (owner_id, project_id, date, minutes, status)
     select owner_id, project_id, date - n, minutes, status from entries, generate_series(1, 149) n
     where owner_id = (select id from people where subject = $1)`,
    [owner.subject],
  )
  const first = await page('', owner)
  expect(first.items).toHaveLength(100)
  expect((await page(`cursor=${first.nextCursor ?? ''}`, owner)).items).toHaveLength(50)
})
