import { execFileSync, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from './account.ts'

/** What the parent sends first. The watchdog lives as long as its IPC channel, and PostgreSQL with it. */
export interface WatchdogOrder {
  readonly program: string
  readonly files: string
  readonly settings: readonly string[]
  readonly account: Account | undefined
  readonly removeAfterwards: string | undefined
}

export type WatchdogReport = { log: string } | { ended: string }

const patienceMilliseconds = 10_000

// Ctrl-C reaches the whole process group; PostgreSQL must outlive the processes that use it
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ignore)

process.once('message', (order: WatchdogOrder) => {
  const { program, files, settings, account } = order
  const postgres = spawn(program, ['-D', files, ...settings], {
    ...account,
    cwd: files,
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  postgres.stderr.setEncoding('utf8').on('data', (text: string) => {
    for (const log of text.split('\n')) if (log) report({ log })
  })
  postgres.on('error', (error) => end(error.message))
  postgres.on('exit', (code, signal) =>
    end(`PostgreSQL ended with ${signal ?? `exit code ${code}`}`),
  )

  function end(reason: string): void {
    if (order.removeAfterwards) rmSync(order.removeAfterwards, { recursive: true, force: true })
    report({ ended: reason })
    process.exit()
  }

  function stop(): void {
    // Windows knows no SIGINT: kill() would end PostgreSQL without a checkpoint
    if (process.platform === 'win32') {
      execFileSync(join(program, '..', 'pg_ctl.exe'), ['stop', '-D', files, '-m', 'fast'])
      return
    }
    postgres.kill('SIGINT')
    setTimeout(() => postgres.kill('SIGQUIT'), patienceMilliseconds).unref()
  }

  process.on('message', stop)
  process.on('disconnect', stop)
})

function ignore(): void {
  // stop() decides
}

function report(message: WatchdogReport): void {
  if (process.connected) process.send?.(message)
}
