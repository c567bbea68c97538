import { describe, expect, it } from 'vitest'
import { bodies, rows, Victim } from '../../test/each-route.ts'
import { useScene } from '../../test/scene.ts'

// T10, S03, S05 and S06, for every route

const scene = useScene()
const victim = new Victim(scene)
const withId = rows.filter(([, { params }]) => params)
const withBody = rows.filter(([, { body }]) => body)
const withQuery = rows.filter(([, { query }]) => query)

describe('T10, S03: a body', () => {
  const members = [
    'ownerId',
    'owner',
    'id',
    'version',
    'createdAt',
    'approved',
    'role',
    'decidedBy',
  ]
  const assigned = withBody.flatMap(([name, row]) =>
    members.map((member) => [name, member, row] as const),
  )

  it.each(assigned)('of %s does not set "%s"', async (name, member, row) => {
    const body = { ...bodies[name], [member]: 1 }
    const { status } = await victim.send(await victim.stranger(), [name, row], { body })
    expect(status).toBe(400)
  })

  it.each(withBody)('of %s does not reach a prototype', async (name, row) => {
    for (const poison of ['"__proto__":{"status":"approved"}', '"constructor":{"prototype":{}}']) {
      const body = JSON.stringify(bodies[name]).replace('{', `{${poison},`)
      const { status } = await victim.send(await victim.stranger(), [name, row], { body })
      expect(status).toBe(400)
    }
    expect(({} as Record<string, unknown>)['status']).toBeUndefined()
  })

  it.each(withBody)('of %s that is deep, wide or huge is refused at once', async (name, row) => {
    const sender = await victim.stranger()
    const wide = Object.fromEntries(Array.from({ length: 8000 }, (_, index) => [`k${index}`, 1]))
    const texts = [
      '['.repeat(50_000) + ']'.repeat(50_000),
      `{"note":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
      JSON.stringify(wide),
      `{"minutes":${'9'.repeat(90_000)}}`,
      `{"minutes":1e400}`,
      `{"note":"\\ud800"}`,
      `\ufeff{}`,
      '',
    ]
    for (const text of texts) {
      const start = performance.now()
      const { status } = await victim.send(sender, [name, row], { body: text })
      expect([status, performance.now() - start < 2000]).toEqual([400, true])
    }
  })
})

const attacks = [
  `' or '1'='1`,
  `'; drop table entries; --`,
  `") or 1=1 --`,
  '%',
  '_',
  '$1',
  '\\',
  'null',
  '1; select pg_sleep(5)',
  'a\u0000b',
]

describe('S05, S06: SQL', () => {
  const parameters = withQuery.flatMap(([name, row]) =>
    Object.keys(row.query?.shape ?? {}).map((parameter) => [name, parameter, row] as const),
  )

  it.each(parameters)('is not what %s reads in "%s"', async (name, parameter, row) => {
    const sender = await victim.stranger()
    for (const attack of attacks) {
      const query = `?${parameter}=${encodeURIComponent(attack)}`
      const { status, body } = await victim.send(sender, [name, row], { query })
      if (status === 200) expect(JSON.stringify(body)).not.toContain(victim.id)
      else expect([status, body.code]).toEqual([400, 'validation_failed'])
    }
  })

  it.each(withId)('is not what %s reads in its id', async (...row) => {
    for (const attack of attacks) {
      const { status } = await victim.send(await victim.stranger(), row, {
        id: encodeURIComponent(attack),
      })
      expect([400, 404]).toContain(status)
    }
  })

  it.each(parameters)('nor is a list or an object of %s in "%s"', async (name, parameter, row) => {
    const sender = await victim.stranger()
    for (const query of [
      `?${parameter}=1&${parameter}=2`,
      `?${parameter}[]=1`,
      `?${parameter}[a]=1`,
    ]) {
      const { status } = await victim.send(sender, [name, row], { query })
      expect(status).toBe(400)
    }
  })
})

it('stores what looks like SQL as the text that it is', async () => {
  const writer = await scene.somebody()
  const [note = ''] = attacks
  const created = await scene.create(writer, { note, project: note })
  expect(await scene.list(writer)).toMatchObject([{ note, project: note }])
  await scene.call(writer, 'DELETE', `/timesheets/${created.id}`)
})
