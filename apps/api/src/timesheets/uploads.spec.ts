import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { entry, useScene, type Actor } from '../../test/scene.ts'

const scene = useScene()

const upload = (actor: Actor, items: unknown, headers = {}) =>
  scene.call(actor, 'POST', '/timesheets/upload', { body: { items }, headers })
const of = (actor: Actor, changes: object = {}) => ({
  ...entry,
  owner: { iss: scene.issuer.url, sub: actor.subject },
  ...changes,
})
const counted = async () => (await scene.rows('select 1 from entries')).length

describe('POST /api/timesheets/upload', () => {
  it('adds entries to the timesheets of others, in their order', async () => {
    const [erin, carl] = [await scene.somebody(), await scene.somebody()]
    const items = [of(erin), of(carl, { minutes: 5 }), of(erin, { minutes: 7, project: 'New' })]
    const { status, body } = await upload(await scene.machine(), items)
    expect(status).toBe(201)
    expect(body.items.map(({ minutes }) => minutes)).toEqual([450, 5, 7])
    expect(body.items[0]).toMatchObject({ ...entry, status: 'submitted', version: 1 })
    expect(await scene.list(erin)).toHaveLength(2)
    expect(await scene.list(carl)).toMatchObject([{ minutes: 5 }])
  })

  it('takes the largest upload', async () => {
    const erin = await scene.somebody()
    const items = Array.from({ length: 500 }, (_, minutes) => of(erin, { minutes: minutes + 1 }))
    const short = items.map(({ note, ...item }) => ({ ...item, ...(note === 'x' && { note }) }))
    const { status, body } = await upload(await scene.machine(), short)
    expect([status, body.items.length]).toEqual([201, 500])
    expect(body.items.map(({ minutes }) => minutes)).toEqual(items.map(({ minutes }) => minutes))
  })

  it('knows people by issuer and subject, and lets their own tokens name them', async () => {
    const subject = `auth0|${randomUUID()}`
    const named = of({ subject, token: '' })
    const owner = { ...named.owner, name: 'Erin from payroll' }
    await upload(await scene.machine(), [{ ...named, owner }])
    const nameOf = async () =>
      (
        await scene.rows<{ name: string }>('select name from people where subject = $1', [subject])
      )[0]?.name
    expect(await nameOf()).toBe('Erin from payroll')
    await scene.create(await scene.somebody(subject, 'Erin Employee'))
    await upload(await scene.machine(), [{ ...named, owner }])
    expect(await nameOf()).toBe('Erin Employee')
  })

  it('is all or nothing, and says what is wrong with which entry', async () => {
    const [erin, carl] = [await scene.somebody(), await scene.contractor('StoreZero')]
    const before = await counted()
    const bad = await upload(await scene.machine(), [
      of(erin),
      of(erin, { minutes: 0 }),
      of(erin, { owner: { iss: scene.issuer.url } }),
    ])
    expect(bad.status).toBe(400)
    expect(bad.body['errors']).toMatchObject([
      { path: 'body.items.1.minutes' },
      { path: 'body.items.2.owner.sub' },
    ])
    const refused = await upload(await scene.machine(), [
      of(carl),
      of(erin),
      of(carl, { project: 'Planning' }),
      of(erin, { project: 'Planning' }),
    ])
    expect(refused).toMatchObject({ status: 400, body: { code: 'validation_failed' } })
    expect(refused.body['errors']).toMatchObject([{ path: 'body.items.2.project' }])
    expect(await counted()).toBe(before)
  })

  it('takes people of the issuer that vouches for the machine only', async () => {
    const erin = await scene.somebody()
    const owner = { iss: 'https://other.example/', sub: erin.subject }
    const { status, body } = await upload(await scene.machine(), [of(erin), of(erin, { owner })])
    expect(status).toBe(400)
    expect(body['errors']).toMatchObject([{ path: 'body.items.1.owner.iss' }])
    expect(await scene.list(erin)).toEqual([])
  })

  it('is for machines: a user with the scope is refused', async () => {
    const token = await scene.issuer.token({ scope: 'batch:upload' })
    const user = { subject: 'auth0|employee', token }
    const answer = await upload(user, [of(user)])
    expect(answer).toMatchObject({ status: 403, body: { code: 'machine_required' } })
  })

  it('is refused to a machine without the scope', async () => {
    const machine = await scene.machine('create:timesheets')
    expect((await upload(machine, [of(machine)])).body.code).toBe('insufficient_scope')
  })

  it('may be sent again with its key', async () => {
    const [erin, machine] = [await scene.somebody(), await scene.machine()]
    const headers = { 'idempotency-key': randomUUID() }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => upload(machine, [of(erin), of(erin)], headers)),
    )
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body)
    expect(await scene.list(erin)).toHaveLength(2)
    const other = await upload(machine, [of(erin)], headers)
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
  })

  it('leads no two machines into a deadlock, whatever order they send in', async () => {
    const people = Array.from({ length: 20 }, () => ({ subject: randomUUID(), token: '' }))
    const projects = people.map(() => randomUUID())
    const items = people.map((person, index) => of(person, { project: projects[index] }))
    const machine = await scene.machine()
    const answers = await Promise.all(
      [items, items.toReversed(), items, items.toReversed()].map((some) => upload(machine, some)),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(
      await scene.rows('select 1 from projects where name = any($1)', [projects]),
    ).toHaveLength(20)
  })
})
