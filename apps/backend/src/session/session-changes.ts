import { randomUUID } from 'node:crypto'
import { Inject, Injectable, Logger } from '@nestjs/common'
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common'
import pg from 'pg'
import { config, type Config } from '../config.ts'

const channel = 'frontchannel_sessions' // the trigger of the migration 0001 writes to it
// as long as a session is relied on: nothing is, of which a change may have been missed
const pauseMilliseconds = 1_000
const patienceMilliseconds = 200

/**
 * What other processes do to sessions, as the database tells it. Whoever ends a session waits for
 * `settle`: then every process has been told.
 */
@Injectable()
export class SessionChanges implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log = new Logger('SessionChanges')
  readonly #echoes = new Map<string, () => void>()
  #client: pg.Client | undefined
  #isHearing = false
  #isStopping = false
  #count = 0
  /** Called with the digest of a session that has changed, in hexadecimal. */
  onChange: (digest: string) => void = () => undefined

  constructor(
    @Inject(config) private readonly settings: Config,
    @Inject(pg.Pool) private readonly pool: pg.Pool,
  ) {}

  /** Whether changes would be heard of now. */
  get isHearing(): boolean {
    return this.#isHearing
  }

  /** How many changes were heard of: who asks before and after knows whether there was one. */
  get count(): number {
    return this.#count
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#listen()
  }

  /** Resolves once this process hears what was committed before, and so does every other. */
  async settle(): Promise<boolean> {
    if (!this.#client) return false
    const echo = randomUUID()
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const timer = setTimeout(() => resolve(false), patienceMilliseconds)
    this.#echoes.set(echo, () => resolve(true))
    try {
      await this.pool.query('select pg_notify($1, $2)', [channel, echo])
      return await promise
    } catch (err) {
      // what was committed is committed
      this.#log.warn({ msg: 'other processes may hear of it a second later', err })
      return false
    } finally {
      clearTimeout(timer)
      this.#echoes.delete(echo)
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.#isStopping = true
    this.#isHearing = false
    await this.#client?.end()
  }

  async #listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.settings.databaseUrl,
      connectionTimeoutMillis: 2000,
      keepAlive: true,
      application_name: 'frontchannel-backend-changes',
    })
    client.on('notification', ({ payload = '' }) => this.#hear(payload))
    client.on('error', (err) => this.#log.warn({ msg: 'sessions are not listened to', err }))
    client.on('end', () => this.#listenAgain(client))
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      if (this.#isStopping) throw new Error('the back-end is stopping')
      this.#client = client
      // a pooler in between takes the command and passes nothing on: then nothing is relied on
      this.#isHearing = await this.settle()
      if (!this.#isHearing) this.#log.warn('the database does not tell of changes of sessions')
    } catch (err) {
      this.#log.warn({ msg: 'sessions are not listened to', err })
      await client.end().catch(() => undefined)
      this.#listenLater()
    }
  }

  #hear(payload: string): void {
    const echo = this.#echoes.get(payload)
    if (echo) {
      echo()
      return
    }
    this.#count += 1
    this.onChange(payload)
  }

  #listenAgain(client: pg.Client): void {
    if (this.#client !== client) return
    this.#client = undefined
    this.#isHearing = false
    this.#listenLater()
  }

  #listenLater(): void {
    if (this.#isStopping) return
    setTimeout(() => void this.#listen(), pauseMilliseconds).unref()
  }
}
