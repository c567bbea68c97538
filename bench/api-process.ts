import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from '../scripts/build.ts'
import { root } from '../scripts/workspaces.ts'
import { audience } from './issuer.ts'

const patienceMilliseconds = 30_000

export interface ApiSettings {
  readonly port: number
  readonly databaseUrl: string
  readonly issuer: string
  /** Whether its memory will be asked for. */
  readonly probed?: boolean
}

/** In bytes, after a collection. */
export interface Memory {
  readonly heapUsed: number
  readonly rss: number
  /** Sockets, timers, listeners: what keeps a process alive. */
  readonly resources: number
}

const probe = ['--expose-gc', '--import', join(root, 'bench/heap-probe.ts')]

/** What the processes run: builds what is stale. */
export async function buildApi(): Promise<void> {
  await build({ workspaces: ['packages/conformance', 'packages/contract', 'apps/api'] })
}

/** The API as it is deployed: a process of its own, ready when this resolves. */
export class ApiProcess {
  readonly url: string
  readonly #settings: ApiSettings
  #child: ChildProcess | undefined

  constructor(settings: ApiSettings) {
    this.#settings = settings
    this.url = `http://127.0.0.1:${settings.port}`
    process.on('exit', () => this.#child?.kill('SIGKILL'))
  }

  async start(): Promise<void> {
    const { port, databaseUrl, issuer, probed } = this.#settings
    const program = join(root, 'apps/api/dist/main.js')
    const child = spawn(process.execPath, [...(probed ? probe : []), program], {
      env: {
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        OIDC_ISSUER: issuer,
        OIDC_AUDIENCE: audience,
        LOG_LEVEL: 'error',
        RATE_LIMIT_PER_MINUTE: '0',
      },
      stdio: ['ignore', 'inherit', 'inherit', ...(probed ? (['ipc'] as const) : [])],
    })
    this.#child = child
    const deadline = Date.now() + patienceMilliseconds
    while (!(await isReady(this.url))) {
      if (child.exitCode !== null) throw new Error(`the API ended with code ${child.exitCode}`)
      if (Date.now() > deadline) throw new Error('the API was not ready in time')
      await sleep(20)
    }
  }

  /** What is left after a collection; of a process that is probed. */
  memory(): Promise<Memory> {
    return new Promise((resolve) => {
      this.#child?.once('message', (memory) => resolve(memory as Memory))
      this.#child?.send('heap')
    })
  }

  /** Whether the process ended by itself. */
  get isGone(): boolean {
    const { exitCode = null, signalCode = null } = this.#child ?? {}
    return (exitCode ?? signalCode) !== null
  }

  /** Ends the process without asking it. */
  async kill(): Promise<void> {
    const child = this.#child
    if (!child || this.isGone) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  )
