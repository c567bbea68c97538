import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

export interface ProcessOptions {
  readonly title: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly logFile: string
  readonly onLine?: (line: string) => void
}

/** A Node process that ends with us. */
export interface ManagedProcess {
  readonly title: string
  /** Resolves when it has ended, whyever. */
  readonly ended: Promise<string>
  /** The last lines it wrote. */
  readonly tail: () => string
  stop(): Promise<void>
}

const guard = pathToFileURL(join(import.meta.dirname, 'guard.mjs')).href
const patienceMilliseconds = 7_000
const tailLines = 20
const ownGroup = process.platform !== 'win32'

export function startProcess({
  title,
  args,
  cwd,
  env,
  logFile,
  onLine,
}: ProcessOptions): ManagedProcess {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = createWriteStream(logFile)
  const lines: string[] = []
  const child = spawn(process.execPath, ['--import', guard, ...args], {
    cwd,
    env,
    // its standard input stays open as long as we live: Vite ends with it
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C reaches us alone, and we stop everyone in order
    detached: ownGroup,
  })
  for (const input of [child.stdout, child.stderr]) {
    if (!input) continue
    createInterface({ input }).on('line', (line) => {
      log.write(`${line}\n`)
      lines.push(line)
      if (lines.length > tailLines) lines.shift()
      onLine?.(line)
    })
  }
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    // 'close' comes when its last line has been read
    child.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`))
  }).finally(() => log.end())
  const kill = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    process.kill(ownGroup && signal === 'SIGKILL' ? -child.pid : child.pid, signal)
  }
  return {
    title,
    ended,
    tail: () => lines.join('\n'),
    async stop() {
      kill('SIGTERM')
      const late = setTimeout(() => kill('SIGKILL'), patienceMilliseconds)
      await ended
      clearTimeout(late)
    },
  }
}

const readinessTimeoutMilliseconds = 60_000

/** Waits until the process answers 200 at the URL; throws with its last lines if it ends or takes too long. */
export async function untilReady(
  started: ManagedProcess,
  url: string,
  signal: AbortSignal,
): Promise<void> {
  let end: string | undefined
  void started.ended.then((reason) => (end = reason))
  const deadline = Date.now() + readinessTimeoutMilliseconds
  while (!(await answersOk(url))) {
    signal.throwIfAborted()
    if (end !== undefined) throw new StartFailed(`ended with ${end} before it was ready`, started)
    if (Date.now() > deadline) throw new StartFailed(`did not answer at ${url} in time`, started)
    await sleep(25)
  }
}

export class StartFailed extends Error {
  override readonly name = 'StartFailed'

  constructor(what: string, { title, tail }: ManagedProcess) {
    super(`The ${title} ${what}. Its last lines:\n${tail()}`)
  }
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' })
    await response.body?.cancel()
    return response.status === 200
  } catch {
    return false
  }
}
