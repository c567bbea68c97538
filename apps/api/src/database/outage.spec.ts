import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { entry, useScene } from '../../test/scene.ts'
import { isOutage } from './outage.ts'

const scene = useScene()
const holders: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const release of holders.splice(0)) await release()
})

const create = async () =>
  scene.call(await scene.somebody(), 'POST', '/timesheets', { body: entry })

/** Makes every statement that wants the table wait. */
async function holdEntries(): Promise<void> {
  const client = await scene.pool.connect()
  await client.query('begin; lock table entries in access exclusive mode')
  holders.push(async () => {
    await client.query('rollback')
    client.release()
  })
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(10)
}

const apiSessions = "from pg_stat_activity where application_name = 'frontchannel-api'"
const waiting = async () =>
  (await scene.rows(`select 1 ${apiSessions} and wait_event_type = 'Lock'`)).length

describe('a database', () => {
  it('R48: whose connection dies within a transaction costs the request a 503, and nobody else', async () => {
    await holdEntries()
    const lost = create()
    await until(async () => (await waiting()) === 1)
    await scene.rows(`select pg_terminate_backend(pid) ${apiSessions}`)
    const { status, body, headers } = await lost
    expect([status, body.code]).toEqual([503, 'database_unavailable'])
    expect(headers.get('retry-after')).toBe('5')
    expect(JSON.stringify(body)).not.toMatch(/terminat|insert|select/i)
    for (const release of holders.splice(0)) await release()
    expect((await create()).status).toBe(201)
  })

  it('R56: whose connections are all busy costs a 503 after two seconds, and no more', async () => {
    await holdEntries()
    const busy = Array.from({ length: 10 }, create)
    await until(async () => (await waiting()) === 10)
    const start = performance.now()
    expect((await create()).body.code).toBe('database_unavailable')
    expect(performance.now() - start).toBeLessThan(4000)
    for (const release of holders.splice(0)) await release()
    for (const answer of await Promise.all(busy)) expect(answer.status).toBe(201)
  })

  it.each([
    ['full', '53100'],
    ['read-only', '25006'],
  ])(
    'R54: whose disk is %s costs a 503 and stores nothing, until it is mended',
    async (_, code) => {
      await scene.rows(`create function refuse() returns trigger language plpgsql
      as $$ begin raise exception 'no' using errcode = '${code}'; end $$`)
      await scene.rows('create trigger refuse before insert on entries execute function refuse()')
      const { status, body, headers } = await create()
      await scene.rows('drop trigger refuse on entries')
      await scene.rows('drop function refuse')
      expect([status, body.code]).toEqual([503, 'database_unavailable'])
      expect(headers.get('retry-after')).toBe('5')
      expect((await create()).status).toBe(201)
    },
  )

  it('that takes too long is no fault of the request', async () => {
    await holdEntries()
    const { status, body } = await create()
    expect([status, body.code]).toEqual([503, 'database_unavailable'])
  })
})

describe('isOutage', () => {
  it.each([
    [{ code: '57P01' }, true],
    [{ code: '53300' }, true],
    [{ code: '57014' }, true],
    [{ code: 'ECONNREFUSED' }, true],
    [{ message: 'timeout exceeded when trying to connect' }, true],
    [{ message: 'Connection terminated unexpectedly' }, true],
    [{ message: 'Client has encountered a connection error and is not queryable' }, true],
    [{ code: '23505' }, false],
    [{ code: '42P01', message: 'relation "terminated" does not exist' }, false],
    [{ code: '22P02' }, false],
    [undefined, false],
  ])('of %j is %s', (error, expected) => {
    expect(isOutage(error)).toBe(expected)
  })
})
