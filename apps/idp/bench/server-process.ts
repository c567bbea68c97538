import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A provider in a process of its own, whose CPU time can be asked for. */
export interface ServerProcess {
  readonly issuer: string
  /** Milliseconds from the start of the process to its first answer. */
  readonly startedAfter: number
  /** Microseconds since the process began, user and system. */
  readonly cpu: () => Promise<number>
  readonly stop: () => void
}

export interface Program {
  readonly file: string
  /** How it is told where to listen, and its other settings. */
  readonly args: (port: number, issuer: string) => readonly string[]
  /** What is asked until it answers. */
  readonly firstPath: string
  readonly issuerOf: (port: number) => string
}

/** Starts a program and waits until it answers. */
export async function startServer(program: Program): Promise<ServerProcess> {
  const port = await freePort()
  const issuer = program.issuerOf(port)
  const started = performance.now()
  const child = fork(program.file, [...program.args(port, issuer)], {
    execArgv: ['--import', new URL('./report-usage.ts', import.meta.url).href],
    env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let complaints = ''
  child.stderr?.on('data', (data: Buffer) => (complaints += data.toString()))
  await answered(child, new URL(program.firstPath, issuer), () => complaints)
  return {
    issuer,
    startedAfter: performance.now() - started,
    stop: () => child.disconnect(), // ends it: see report-usage.ts
    async cpu() {
      child.send('usage')
      const [{ microseconds }] = (await once(child, 'message')) as [{ microseconds: number }]
      return microseconds
    },
  }
}

async function answered(child: ChildProcess, url: URL, complaints: () => string): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const signal = AbortSignal.timeout(1000)
    const response = await fetch(url, { redirect: 'manual', signal }).catch(() => undefined)
    if (response) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`the provider ended before it answered\n${complaints()}`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
