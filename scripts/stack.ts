import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.ts'
import { expectFree } from './ports.ts'
import { startPostgres, type RunningPostgres } from './postgres.ts'
import type { Tell } from './stack/events.ts'
import { createFleet, type Fleet } from './stack/fleet.ts'
import { roles, type Role } from './stack/roles.ts'
import { localSessionKeys } from './stack/session-keys.ts'
import { portVariables, readSettings, type RoleId, type StackSettings } from './stack/settings.ts'
import { restartOnChange } from './stack/watch.ts'

export interface StackOptions {
  /** `default`: the ports of the configuration; `free`: any, so that stacks can run side by side. */
  readonly ports?: 'default' | 'free'
  /** The configuration; process.env unless given. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Where database and logs stay; without it they are temporary, and `stop` removes them. */
  readonly dataDir?: string
  /** Opens the mock IdP's control plane, through which tests arm faults. */
  readonly control?: boolean
  /** Rebuilds and restarts on changes; Vite serves the SPA. */
  readonly watch?: boolean
  /** Abandons the start: what runs by then is stopped. */
  readonly signal?: AbortSignal
  readonly onEvent?: Tell
}

export interface Stack extends Pick<StackSettings, 'urls' | 'control' | 'external' | 'env'> {
  readonly databaseUrl: string
  readonly logFolder: string
  /** Resolves with what happened when a process ends that nobody stopped; never in watch mode. */
  readonly broken: Promise<string>
  /** Starts the role's process anew; resolves when it is ready. */
  restart(id: RoleId): Promise<void>
  stop(): Promise<void>
}

/** Builds what is stale and starts database, IdP, API, back-end and SPA; resolves when all are ready. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const {
    watch = false,
    signal = new AbortController().signal,
    onEvent: tell = () => undefined,
  } = options
  const settings = await readSettings(withSessionKeys(options), options)
  const rows = roles.filter(({ id }) => id !== 'idp' || !settings.external)
  for (const row of rows) await expectFreeFor(row, settings)

  const folder = options.dataDir ?? mkdtempSync(join(tmpdir(), 'frontchannel-'))
  const logFolder = join(folder, 'logs')
  const broken = Promise.withResolvers<string>()
  const running: { fleet?: Fleet; postgres?: RunningPostgres; watcher?: { close(): void } } = {}
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= stopAll())

  async function stopAll(): Promise<void> {
    running.watcher?.close()
    await running.fleet?.stop()
    await running.postgres?.stop()
    if (!options.dataDir) rmSync(folder, { recursive: true, force: true })
  }

  function onEnd(message: string): void {
    if (stopping) return
    if (watch) tell({ kind: 'failed', message })
    else broken.resolve(message)
  }

  async function openDatabase(): Promise<string> {
    const own = settings.databaseUrl
    if (own !== undefined) return own
    mkdirSync(logFolder, { recursive: true })
    const log = createWriteStream(join(logFolder, 'postgres.log'))
    running.postgres = await startPostgres({
      ...(options.dataDir && { dataDir: join(options.dataDir, 'postgres') }),
      onLog: (line) => log.write(`${line}\n`),
      onExit: (reason) => onEnd(`The database ended: ${reason}.`),
    })
    return running.postgres.url
  }

  try {
    const building = build({
      ...(watch && { except: ['apps/spa'] }),
      signal,
      onProgress: (what, kind) => tell({ kind, what }),
    })
    // both are awaited even if one fails: nothing may be left running
    const [opened, built] = await Promise.allSettled([openDatabase(), building])
    if (opened.status === 'rejected') throw opened.reason
    if (built.status === 'rejected') throw built.reason
    const databaseUrl = opened.value
    const fleet = createFleet({ settings, databaseUrl, logFolder, watch, signal, tell, onEnd })
    running.fleet = fleet
    await Promise.all(rows.map((row) => fleet.launch(row)))
    if (watch)
      running.watcher = restartOnChange(
        rows.filter(({ id }) => id !== 'spa'),
        fleet,
        tell,
      )
    const { urls, control, external, env } = settings
    return {
      ...{ urls, control, external, env, databaseUrl, logFolder },
      broken: broken.promise,
      async restart(wanted) {
        for (const row of rows) if (row.id === wanted) await fleet.launch(row)
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function withSessionKeys({ env = process.env, dataDir }: StackOptions) {
  // without a place that stays, the back-end makes a key up for as long as it runs
  return env['SESSION_KEYS'] || !dataDir ? env : { ...env, SESSION_KEYS: localSessionKeys(dataDir) }
}

async function expectFreeFor({ id, title }: Role, { ports }: StackSettings): Promise<void> {
  try {
    await expectFree(ports[id])
  } catch (error) {
    throw new Error(
      `Port ${ports[id]}, where the ${title} listens, is taken: stop the program that uses it, ` +
        `or set ${portVariables[id]} to another port.`,
      { cause: error },
    )
  }
}
