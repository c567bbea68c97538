import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Who runs PostgreSQL when it is not us: it refuses to run as root. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** The account that PostgreSQL must be given, or undefined where ours will do. */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Whether the account can pass every directory on the way to `path`, and read `path` itself. */
export function canReach(path: string, account: Account | undefined): boolean {
  if (!account) return true
  if (!allows(path, account, 0o5)) return false
  for (let at = dirname(path); ; at = dirname(at)) {
    if (!allows(at, account, 0o1)) return false
    if (at === dirname(at)) return true
  }
}

function allows(path: string, { uid, gid }: Account, bits: number): boolean {
  const stats = statSync(path)
  const shift = stats.uid === uid ? 6 : stats.gid === gid ? 3 : 0
  return ((stats.mode >> shift) & bits) === bits
}
