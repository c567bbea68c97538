import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { entry, ifMatch, useScene, type Actor } from '../../test/scene.ts'

const scene = useScene()

const create = (actor: Actor, key: string, body: unknown = entry) =>
  scene.call(actor, 'POST', '/timesheets', { body, headers: { 'idempotency-key': key } })

describe('R51: Idempotency-Key', () => {
  it('makes one entry of a request that is sent again, and answers alike', async () => {
    const owner = await scene.somebody()
    const key = randomUUID()
    const first = await create(owner, key)
    const again = await create(owner, key)
    expect([again.status, again.body]).toEqual([201, first.body])
    expect(again.headers.get('etag')).toBe('"1"')
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect(await scene.list(owner)).toHaveLength(1)
  })

  it('makes one entry of 50 requests at once', async () => {
    const owner = await scene.somebody()
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 50 }, () => create(owner, key)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(await scene.list(owner)).toHaveLength(1)
  })

  it('answers as it did the first time, whatever became of the entry since', async () => {
    const owner = await scene.somebody()
    const key = randomUUID()
    const first = await create(owner, key)
    await scene.call(owner, 'PATCH', `/timesheets/${first.body.id}`, {
      body: { minutes: 1 },
      ...ifMatch('"1"'),
    })
    expect((await create(owner, key)).body).toEqual(first.body)
    await scene.call(owner, 'DELETE', `/timesheets/${first.body.id}`)
    expect((await create(owner, key)).body).toEqual(first.body)
    expect(await scene.list(owner)).toEqual([])
  })

  it('belongs to its first body; how that is written does not matter', async () => {
    const owner = await scene.somebody()
    const key = randomUUID()
    await create(owner, key)
    const reused = await create(owner, key, { ...entry, minutes: 1 })
    expect(reused).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
    const { note, minutes, ...rest } = entry
    expect((await create(owner, key, { minutes, note: ` ${note}`, ...rest })).status).toBe(201)
    expect(await scene.list(owner)).toHaveLength(1)
  })

  it('is of one person: others have keys of their own', async () => {
    const key = randomUUID()
    const [one, other] = [await scene.somebody(), await scene.somebody()]
    expect((await create(one, key)).body.id).not.toBe((await create(other, key)).body.id)
  })

  it('stays free when its request is refused', async () => {
    const owner = await scene.contractor('StoreZero')
    const key = randomUUID()
    expect((await create(owner, key, { ...entry, project: 'Planning' })).status).toBe(400)
    expect((await create(owner, key)).status).toBe(201)
  })

  it('is kept for a day', async () => {
    const owner = await scene.somebody()
    const [early, late] = [randomUUID(), randomUUID()]
    await create(owner, early)
    await create(owner, late)
    const age =
      "update repeatable_requests set created_at = now() - interval '23:59' where key = $1"
    await scene.rows(age, [late])
    await scene.rows(age.replace('23:59', '24:01'), [early])
    await create(owner, late)
    expect(await scene.list(owner)).toHaveLength(2)
    await create(owner, early)
    expect(await scene.list(owner)).toHaveLength(3)
  })

  it.each(['', 'a b', 'ä', 'x'.repeat(256)])('cannot be "%s"', async (key) => {
    const answer = await create(await scene.somebody(), key)
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } })
  })
})
