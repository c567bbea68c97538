import { join } from 'node:path'
import { root } from '../workspaces.ts'
import type { Tell } from './events.ts'
import { startProcess, untilReady, type ManagedProcess } from './process.ts'
import { environmentOf, viteArguments, type Role } from './roles.ts'
import type { RoleId, StackSettings } from './settings.ts'

export interface FleetOptions {
  readonly settings: StackSettings
  readonly databaseUrl: string
  readonly logFolder: string
  readonly watch: boolean
  readonly signal: AbortSignal
  readonly tell: Tell
  /** A process ended by itself. */
  readonly onEnd: (message: string) => void
}

/** The apps' processes: at most one for each role. */
export interface Fleet {
  /** Starts the role's process, in place of the one that runs; resolves when it is ready. */
  launch(role: Role): Promise<void>
  stop(): Promise<void>
}

export function createFleet(options: FleetOptions): Fleet {
  const { settings, databaseUrl, logFolder, watch, signal, tell, onEnd } = options
  const running = new Map<RoleId, ManagedProcess>()

  async function retire(id: RoleId): Promise<void> {
    const old = running.get(id)
    running.delete(id)
    await old?.stop()
  }

  async function launch(role: Role): Promise<void> {
    await retire(role.id)
    signal.throwIfAborted()
    tell({ kind: 'starting', what: role.title })
    const port = settings.ports[role.id]
    const started = startProcess({
      title: role.title,
      args: watch && role.id === 'spa' ? viteArguments(port) : [join(root, role.program)],
      cwd: join(root, role.folder),
      env: environmentOf(role, settings, databaseUrl),
      logFile: join(logFolder, `${role.id}.log`),
      onLine: (line) => tell({ kind: 'log', what: role.id, line }),
    })
    running.set(role.id, started)
    await untilReady(started, `http://localhost:${port}${role.readyPath}`, signal)
    tell({ kind: 'ready', what: role.title })
    void started.ended.then((reason) => {
      if (running.get(role.id) !== started) return
      onEnd(`The ${role.title} ended with ${reason}. Its last lines:\n${started.tail()}`)
    })
  }

  return {
    launch,
    async stop() {
      await Promise.all([...running.keys()].map(retire))
    },
  }
}
