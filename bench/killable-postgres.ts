import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePorts } from '../scripts/ports.ts'
import { startPostgres, type RunningPostgres } from '../scripts/postgres.ts'

const startAttempts = 50

/** A PostgreSQL whose files stay when it is killed, and that starts on them again. */
export class KillablePostgres {
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'frontchannel-durability-'))
  #port = 0
  #running: RunningPostgres | undefined
  #files = ''

  get url(): string {
    return this.#running?.url ?? ''
  }

  async start(): Promise<void> {
    const [port = 0] = await freePorts(1)
    this.#port = port
    this.#running = await startPostgres({ dataDir: this.#dataDir, port })
    const [row] = await this.query<{ data_directory: string }>('show data_directory')
    this.#files = row?.data_directory ?? ''
  }

  /** SIGKILL for the server itself, as a machine that loses its power does it. */
  async killServer(): Promise<void> {
    const [pid] = readFileSync(join(this.#files, 'postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(pid), 'SIGKILL')
    for (let attempt = 1; ; attempt++) {
      try {
        this.#running = await startPostgres({ dataDir: this.#dataDir, port: this.#port })
        return
      } catch (error) {
        // its own processes take a moment to notice that it is gone
        if (attempt === startAttempts) throw error
        await sleep(100)
      }
    }
  }

  /** SIGKILL for the process behind one connection of the API: the server then restarts them all. */
  async killConnection(): Promise<void> {
    const [row] = await this.query<{ pid: number }>(
      "select pid from pg_stat_activity where application_name = 'frontchannel-api' limit 1",
    )
    if (row) process.kill(row.pid, 'SIGKILL')
  }

  async query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    const deadline = Date.now() + 30_000
    for (;;) {
      const client = new pg.Client({ connectionString: this.url })
      client.on('error', () => undefined) // `query` tells of it
      try {
        await client.connect()
        return (await client.query<Row>(sql)).rows
      } catch (error) {
        if (Date.now() > deadline) throw error
        await sleep(50)
      } finally {
        await client.end().catch(() => undefined)
      }
    }
  }

  async stop(): Promise<void> {
    await this.#running?.stop()
    rmSync(this.#dataDir, { recursive: true, force: true })
  }
}
