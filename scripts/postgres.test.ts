import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PortTaken } from './ports.ts'
import { startPostgres, type PostgresOptions, type RunningPostgres } from './postgres.ts'

let folder: string
const running: RunningPostgres[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postgres-test-'))
  chmodSync(folder, 0o755)
})

afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(options: PostgresOptions = { dataDir: join(folder, 'data') }) {
  const postgres = await startPostgres(options)
  running.push(postgres)
  return postgres
}

async function query(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return (rows as unknown[][])[0]?.[0]
  } finally {
    await client.end()
  }
}

describe('startPostgres', () => {
  test('keeps its data between two starts', async () => {
    const first = await start()
    await query(first.url, 'create table kept as select 42 as answer')
    await first.stop()
    const second = await start()
    expect(await query(second.url, 'select answer from kept')).toBe(42)
  })

  test('writes every commit to the disk, listens on loopback alone and asks for the password', async () => {
    const { url } = await start()
    expect(await query(url, 'show fsync')).toBe('on')
    expect(await query(url, 'show listen_addresses')).toBe('127.0.0.1')
    expect(await query(url, 'show unix_socket_directories')).toBe('')
    const wrong = Object.assign(new URL(url), { password: 'wrong' }).href
    await expect(query(wrong, 'select 1')).rejects.toThrow('password authentication failed')
    expect(statSync(join(folder, 'data/cluster/password')).mode & 0o777).toBe(0o600)
  })

  test('refuses a second start on the same data in one sentence', async () => {
    await start()
    await expect(start()).rejects.toThrow(/already uses .*: stop the stack/)
  })

  test('names a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await expect(start({ dataDir: join(folder, 'data'), port })).rejects.toThrow(
      new PortTaken(port),
    )
    other.close()
  })

  test('starts over a postmaster.pid whose process is another program by now', async () => {
    await (await start()).stop()
    const files = join(folder, 'data/cluster/files')
    writeFileSync(join(files, 'postmaster.pid'), `${process.pid}\n${files}\n`)
    const { url } = await start()
    expect(await query(url, 'select 1')).toBe(1)
  })

  test('takes over a PostgreSQL whose watchdog was killed', async () => {
    const first = await start()
    process.kill(Number(readFileSync(join(folder, 'data/cluster/watchdog.pid'), 'utf8')), 'SIGKILL')
    await first.stop()
    const second = await start()
    expect(await query(second.url, 'select 1')).toBe(1)
  })

  test('says when PostgreSQL ends by itself', async () => {
    const ending = new Promise<string>((resolve) => {
      void start({ dataDir: join(folder, 'data'), onExit: resolve })
    })
    const lock = join(folder, 'data/cluster/files/postmaster.pid')
    await expect.poll(() => running.length, { timeout: 10_000 }).toBe(1)
    process.kill(Number(readFileSync(lock, 'utf8').split('\n')[0]), 'SIGKILL')
    expect(await ending).toContain('SIGKILL')
  })

  test('removes temporary data', async () => {
    const before = Date.now()
    const postgres = await start({})
    const path = String(await query(postgres.url, 'show data_directory'))
    expect(statSync(path).birthtimeMs).toBeGreaterThanOrEqual(before - 1000)
    await postgres.stop()
    expect(() => statSync(path)).toThrow('ENOENT')
  })

  test('ends when the process that started it is killed', async () => {
    const dataDir = join(folder, 'data')
    const program = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'postgres.ts'))}
      await startPostgres({ dataDir: ${JSON.stringify(dataDir)} })
      process.kill(process.pid, 'SIGKILL')`
    const starter = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: 'inherit',
    })
    const [, signal] = (await once(starter, 'exit')) as [number | null, string | null]
    expect(signal).toBe('SIGKILL')
    await sleep(200)
    const { url } = await start()
    expect(await query(url, 'select 1')).toBe(1)
  })

  test('works below a folder that only its owner may enter', async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const { url } = await start({ dataDir: join(closed, 'data') })
    const path = String(await query(url, 'show data_directory'))
    if (process.getuid?.() === 0) {
      expect(path).toMatch(/frontchannel-[0-9a-f]{12}/)
      rmSync(join(path, '../../..'), { recursive: true })
    }
  })
})
