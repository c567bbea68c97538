import { randomUUID } from 'node:crypto'
import { scopes } from '@frontchannel/contract'
import { describe, expect, it } from 'vitest'
import { bodies, everyScope, rows, Victim } from '../../test/each-route.ts'
import { entry, useScene } from '../../test/scene.ts'

const scene = useScene()
const victim = new Victim(scene)
const withId = rows.filter(([, { params }]) => params)

describe('T08: a scope', () => {
  it.each(rows)('of %s is required, whole and exactly', async (...row) => {
    const [, { scope = '' }] = row
    const others = Object.keys(scopes).filter((other) => other !== scope)
    const almost = [`${scope}s`, scope.slice(0, -1), scope.toUpperCase(), `${scope},x`, `x${scope}`]
    for (const granted of ['', others.join(' '), almost.join(' ')]) {
      const { status, body, headers } = await victim.send(await victim.stranger(granted), row)
      expect([status, body.code]).toEqual([403, 'insufficient_scope'])
      expect(headers.get('www-authenticate')).toContain(`scope="${scope}"`)
    }
  })

  it.each(rows)('of %s is worth nothing without a good token', async (...row) => {
    const [name, { method, path }] = row
    const answer = await scene.api.call(`/api${path.replace(':id', victim.id)}`, {
      method,
      body: bodies[name],
    })
    expect(answer).toMatchObject({ status: 401, body: { code: 'missing_credentials' } })
  })
})

describe('T09: the entry of somebody else', () => {
  it.each(withId)('is not there for %s, like one that nobody has', async (...row) => {
    for (const stranger of [
      await victim.stranger(),
      await victim.stranger(everyScope, { email: 'x' }),
    ]) {
      const [somebodys, nobodys] = [
        await victim.send(stranger, row),
        await victim.send(stranger, row, { id: randomUUID() }),
      ]
      expect([somebodys.status, somebodys.body.code]).toEqual([404, 'not_found'])
      expect(somebodys.body).toEqual(nobodys.body)
    }
  })

  it('is not there for somebody of the same subject at another issuer', async () => {
    await scene.rows(
      'insert into people (issuer, subject) values ($1, $2) on conflict do nothing',
      ['https://other.example/', 'auth0|twin'],
    )
    const [twin] = await scene.rows<{ id: string }>(
      `insert into entries (owner_id, project_id, date, minutes, status)
       select people.id, projects.id, '2026-11-20', 5, 'draft' from people, projects
       where issuer = 'https://other.example/' limit 1 returning entries.id`,
    )
    const namesake = await scene.somebody('auth0|twin')
    const found = await scene.call(namesake, 'GET', `/timesheets/${twin?.id ?? ''}`)
    const listed = await scene.list(namesake)
    await scene.rows('delete from entries where id = $1', [twin?.id])
    expect([found.status, listed]).toEqual([404, []])
  })

  it('shows in no list, sum or file', async () => {
    const stranger = await scene.somebody()
    for (const path of ['/timesheets', '/timesheets/totals', '/timesheets/export']) {
      const { body } = await scene.call(stranger, 'GET', path)
      expect(JSON.stringify(body)).not.toContain(victim.id)
      expect(JSON.stringify(body)).not.toContain(entry.project)
    }
  })
})
