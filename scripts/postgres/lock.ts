import { execFileSync, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'

/**
 * Makes sure that nothing runs on the cluster's files. A `postmaster.pid` that a kill -9 or a power cut left
 * behind is removed; a PostgreSQL whose watchdog was killed is stopped; one that is in use is an error.
 */
export async function clearLock({ files }: Cluster): Promise<void> {
  const lock = join(files, 'postmaster.pid')
  if (!existsSync(lock)) return
  const postmaster = Number(readFileSync(lock, 'utf8').split('\n')[0])
  // after a restart another program may have been given the same pid, even another PostgreSQL
  if (!commandOf(postmaster).includes(onWindows ? 'postgres' : files)) {
    rmSync(lock, { force: true })
    return
  }
  const watchdog = watchdogFile(files)
  if (
    existsSync(watchdog) &&
    commandOf(Number(readFileSync(watchdog, 'utf8'))).includes('watchdog')
  ) {
    throw new Error(
      `another PostgreSQL (process ${postmaster}) already uses ${files}: stop the stack that started it first`,
    )
  }
  process.kill(postmaster, 'SIGINT')
  for (let waited = 0; commandOf(postmaster) !== '' && waited < 10_000; waited += 50)
    await sleep(50)
}

/** Leaves the watchdog's pid beside the files, for the next `clearLock`. */
export function claim({ files }: Cluster, watchdog: ChildProcess): void {
  writeFileSync(watchdogFile(files), String(watchdog.pid))
}

const onWindows = process.platform === 'win32'

const watchdogFile = (files: string): string => join(files, '..', 'watchdog.pid')

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    if (onWindows) return execFileSync('tasklist', ['/nh', '/fi', `PID eq ${pid}`]).toString()
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)]).toString()
  } catch {
    return ''
  }
}
