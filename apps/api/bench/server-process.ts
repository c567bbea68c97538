import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Usage } from './servers/serve.ts'

/** A server in a process of its own, whose CPU time can be asked for. */
export class ServerProcess {
  readonly url: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.url = `http://127.0.0.1:${port}`
  }

  static async start(file: string, settings: object): Promise<ServerProcess> {
    const program = new URL(`./servers/${file}.ts`, import.meta.url)
    const child = fork(program, [JSON.stringify(settings)], {
      execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
      env: { ...process.env, NODE_ENV: 'bench' },
    })
    const [{ port }] = (await once(child, 'message')) as [{ port: number }]
    return new ServerProcess(child, port)
  }

  async usage(command: 'usage' | 'collect' = 'usage'): Promise<Usage> {
    this.#child.send(command)
    const [usage] = (await once(this.#child, 'message')) as [Usage]
    return usage
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  stop(): void {
    this.#child.kill()
  }
}
