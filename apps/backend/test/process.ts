import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from '../../../scripts/build.ts'
import { freePorts } from '../../../scripts/ports.ts'

const folder = join(import.meta.dirname, '..')
const program = join(folder, 'dist/main.js')

/** The back-end as it is deployed: a process, started from what the build makes. */
export class BackEndProcess {
  readonly url: string
  readonly output: string[] = []
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, url: string) {
    this.#child = child
    this.url = url
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => this.output.push(chunk.toString()))
    }
  }

  static async build(): Promise<void> {
    const packages = ['conformance', 'relying-party', 'contract'].map((name) => `packages/${name}`)
    await build({ workspaces: [...packages, 'apps/backend'] })
  }

  static async start(environment: NodeJS.ProcessEnv): Promise<BackEndProcess> {
    const [port = 0] = await freePorts(1)
    const env = { PATH: process.env['PATH'], ...environment, PORT: String(port) }
    const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const started = new BackEndProcess(child, `http://localhost:${port}`)
    while (!(await started.isReady())) {
      if (child.exitCode !== null) throw new Error(started.output.join(''))
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    return started
  }

  /** Its exit code, and what it said. */
  static async fail(environment: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
    const env = { PATH: process.env['PATH'], ...environment }
    const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let output = ''
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    return { code, output }
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit')
      this.#child.kill(signal)
      await ended
    }
    return this.#child.exitCode
  }

  async isReady(): Promise<boolean> {
    return fetch(`${this.url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  }
}
