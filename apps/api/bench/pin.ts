import { execFileSync } from 'node:child_process'

/**
 * Ties a process to one core, so that a server has one and the load another.
 *
 * @returns false where that cannot be done: elsewhere than on Linux, or with a single core.
 */
export function pin(pid: number, core: number): boolean {
  try {
    execFileSync('taskset', ['-a', '-c', '-p', String(core), String(pid)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
