import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApi } from '../../../bench/api-process.ts'
import { freePorts } from '../../../scripts/ports.ts'
import { createDatabase } from './api.ts'
import { audience, Issuer } from './issuer.ts'

let issuer: Issuer
let databaseUrl: string

beforeAll(async () => {
  await buildApi()
  issuer = await Issuer.start()
  databaseUrl = await createDatabase()
})

afterAll(() => issuer.stop())

/** The API as it is deployed; at SIGUSR2 something in it throws that nobody catches. */
async function start(files = 1024) {
  const [port = 0] = await freePorts(1)
  const program = join(import.meta.dirname, '../dist/main.js')
  const fault = 'process.on("SIGUSR2",()=>setImmediate(()=>{throw new Error("by mistake")}))'
  const node = [process.execPath, '--import', `data:text/javascript,${fault}`, program]
  const child = spawn('sh', ['-c', `ulimit -n ${files}; exec "$@"`, 'sh', ...node], {
    env: {
      ...{ PORT: String(port), DATABASE_URL: databaseUrl, OIDC_ISSUER: issuer.url },
      OIDC_AUDIENCE: audience,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  const status = (path = '/health/ready', init: RequestInit = {}) =>
    fetch(url + path, init).then(
      (response) => response.status,
      () => 0,
    )
  await expect.poll(() => status(), { timeout: 20_000 }).toBe(200)
  return { child, port, status, exit: once(child, 'exit') as Promise<[number | null]> }
}

const linesOf = (child: ChildProcess): string[] => {
  const lines: string[] = []
  child.stdout?.setEncoding('utf8').on('data', (text: string) => lines.push(text))
  return lines
}

describe('the process', () => {
  it('R61: answers what is in flight at SIGTERM, and ends with 0', async () => {
    const { child, status, exit } = await start()
    linesOf(child)
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query('begin; lock table entries in access exclusive mode')
    const headers = { authorization: `Bearer ${await issuer.token()}` }
    const slow = Array.from({ length: 10 }, () => status('/api/timesheets', { headers }))
    const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock'"
    const watcher = new pg.Client({ connectionString: databaseUrl })
    await watcher.connect()
    await expect
      .poll(async () => (await watcher.query(waiting)).rowCount, { timeout: 4000 })
      .toBeGreaterThanOrEqual(10)
    child.kill('SIGTERM')
    await expect.poll(() => status(), { timeout: 5000 }).not.toBe(200)
    await client.query('rollback')
    expect(new Set(await Promise.all(slow))).toEqual(new Set([200]))
    await Promise.all([client.end(), watcher.end()])
    expect((await exit)[0]).toBe(0)
  })

  it('R63: tells of an error that nobody caught once, and ends with 1', async () => {
    const { child, exit } = await start()
    const lines = linesOf(child)
    child.kill('SIGUSR2')
    expect((await exit)[0]).toBe(1)
    expect(lines.join('').match(/"message":"by mistake"/g)).toHaveLength(1)
  })

  it('R72, R73: goes on without a file descriptor left, and without a reader of its log', async () => {
    const { child, port, status, exit } = await start(64)
    child.stdout.destroy()
    const sockets = Array.from({ length: 100 }, () =>
      connect(port, '127.0.0.1').on('error', () => undefined),
    )
    await expect.poll(() => sockets.filter(({ connecting }) => !connecting).length).toBe(100)
    for (const socket of sockets) socket.destroy()
    await expect.poll(() => status('/health/live'), { timeout: 10_000 }).toBe(200)
    for (let count = 0; count < 50; count++) expect(await status('/health/live')).toBe(200)
    child.kill('SIGTERM')
    expect((await exit)[0]).toBe(0)
  })
})
