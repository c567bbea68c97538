import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startApi, type TestApi } from '../../test/api.ts'
import { Forge } from '../../test/forge.ts'
import { Issuer } from '../../test/issuer.ts'

let issuer: Issuer
let api: TestApi

beforeAll(async () => {
  issuer = await Issuer.start()
  api = await startApi(issuer, { LOG_LEVEL: 'trace' })
})

afterAll(async () => {
  await api.stop()
  await issuer.stop()
})

const logged = (requestId: string) =>
  api.log
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line['requestId'] === requestId)

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Row>(text)
  await client.end()
  return rows
}

describe('the log', () => {
  it('tells which check refused, under the id that the peer was given', async () => {
    const token = await issuer.token({ aud: 'https://other.example/api' })
    const { body } = await api.call('/api/timesheets', { token })
    const lines = logged(body.instance.replace('urn:uuid:', ''))
    expect(lines).toMatchObject([
      {
        msg: 'access refused',
        check: 'access-token.aud',
        requirements: ['RFC9068-4', 'RFC7519-4.1.3'],
        ...{ method: 'GET', route: '/api/timesheets', status: 401 },
      },
    ])
  })

  it('continues the trace of the caller down to the database', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` }
    const body = { date: '2026-11-20', project: 'StoreZero', minutes: 30 }
    const token = await issuer.token()
    const answer = await api.call('/api/timesheets', { method: 'POST', token, body, headers })
    expect(answer.status).toBe(201)
    expect(JSON.parse(api.log.at(-1) ?? '')).toMatchObject({ msg: 'answered', traceId })
    const rows = await query<{ query: string }>(
      api.databaseUrl,
      "select query from pg_stat_activity where application_name = 'frontchannel-api'",
    )
    expect(rows.map(({ query }) => query).join()).toContain(`traceparent='00-${traceId}-`)
  })

  it('begins a trace where there is none that it understands', async () => {
    for (const traceparent of ['00-0-0-00', `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`]) {
      await api.call('/health/live', { headers: { traceparent } })
      expect(JSON.parse(api.log.at(-1) ?? '')).toMatchObject({
        traceId: expect.stringMatching(/^(?!0{32})[0-9a-f]{32}$/) as string,
      })
    }
  })

  it('has one line for each answer, without addresses', async () => {
    const token = await issuer.token()
    const id = '7d9f0a52-3a52-4a1e-9d5e-2f1d6a2f9a10'
    await api.call(`/api/timesheets/${id}`, { method: 'DELETE', token })
    const text = api.log.join('')
    expect(text).toContain('"route":"/api/timesheets/:id"')
    expect(text).not.toContain(id)
  })

  it('holds no token, good or bad, and nothing else that was sent', async () => {
    const good = await issuer.token()
    const bad = await issuer.token({ sub: 1 })
    await api.call('/api/timesheets', { token: good })
    await api.call('/api/timesheets', { token: bad })
    await api.call('/api/timesheets', { token: 'opaque-secret-token' })
    await api.call(`/api/timesheets?access_token=${good}`, {
      headers: { cookie: 'id=secret-cookie' },
    })
    const note = 'a very private note'
    const body = { date: '2026-11-20', project: 'StoreZero', minutes: 30, note }
    await api.call('/api/timesheets', { method: 'POST', token: good, body })
    const text = api.log.join('')
    for (const secret of [good.slice(0, 30), good.slice(-30), bad.slice(-30), 'opaque-secret']) {
      expect(text).not.toContain(secret)
    }
    expect(text).not.toContain('secret-cookie')
    expect(text).not.toContain(note)
  })

  it('S09: tells that a statement failed and why, and neither the statement nor its values', async () => {
    await query(api.databaseUrl, 'alter table entries rename column note to remark')
    onTestFinished(async () => {
      await query(api.databaseUrl, 'alter table entries rename column remark to note')
    })
    const before = api.log.length
    const note = 'a very private note'
    const body = { date: '2026-11-20', project: 'StoreZero', minutes: 30, note }
    const token = await issuer.token()
    const answer = await api.call('/api/timesheets', { method: 'POST', token, body })
    expect([answer.status, answer.body.code]).toEqual([500, 'internal_error'])
    const text = api.log.slice(before).join('')
    expect(text).toContain('a database query failed')
    expect(text).toContain('"code":"42703"')
    expect(text).not.toContain(note)
    expect(text).not.toMatch(/insert into|select "|params:|auth0\|employee/i)
  })

  it('stays one JSON text a line, whatever a token says', async () => {
    const token = new Forge(issuer).token({
      header: { kid: 'x"}\r\n{"level":60,"msg":"\u001b[31mforged' },
    })
    const before = api.log.length
    await api.call('/api/timesheets', { token })
    const lines = api.log.slice(before)
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      expect(line.indexOf('\n')).toBe(line.length - 1)
      expect(line).not.toContain('\u001b')
      expect(JSON.parse(line)).not.toMatchObject({
        msg: expect.stringContaining('forged') as string,
      })
    }
  })
})
