import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

const patienceMilliseconds = 60_000
const reporter = new URL('./report-usage.ts', import.meta.url).href

/** A server in a process of its own, whose CPU time can be asked for. */
export class ServerProcess {
  readonly url: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, url: string) {
    this.#child = child
    this.url = url
  }

  /** Starts a program that listens on PORT, and waits until `path` is answered. */
  static async start(program: URL, port: number, path: string, env: NodeJS.ProcessEnv) {
    const child = fork(program, {
      execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning', '--import', reporter],
      env: {
        PATH: process.env['PATH'],
        PORT: String(port),
        ...env,
      },
      // what it logs is paid for, but not shown
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const server = new ServerProcess(child, `http://127.0.0.1:${port}`)
    const deadline = Date.now() + patienceMilliseconds
    while (!(await isAnswered(server.url + path))) {
      if (child.exitCode !== null) throw new Error(`${program.pathname} has ended`)
      if (Date.now() > deadline) throw new Error(`${program.pathname} was not ready in time`)
      await sleep(25)
    }
    return server
  }

  /** CPU microseconds since the process began, user and system. */
  async cpu(command: 'usage' | 'collect' = 'usage'): Promise<number> {
    this.#child.send(command)
    const [microseconds] = (await once(this.#child, 'message')) as [number]
    return microseconds
  }

  stop(): void {
    this.#child.kill()
  }
}

const isAnswered = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
