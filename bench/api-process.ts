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
}

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
    const { port, databaseUrl, issuer } = this.#settings
    const child = spawn(process.execPath, [join(root, 'apps/api/dist/main.js')], {
      env: {
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        OIDC_ISSUER: issuer,
        OIDC_AUDIENCE: audience,
        LOG_LEVEL: 'error',
        RATE_LIMIT_PER_MINUTE: '0',
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    this.#child = child
    const deadline = Date.now() + patienceMilliseconds
    while (!(await isReady(this.url))) {
      if (child.exitCode !== null) throw new Error(`the API ended with code ${child.exitCode}`)
      if (Date.now() > deadline) throw new Error('the API was not ready in time')
      await sleep(20)
    }
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
