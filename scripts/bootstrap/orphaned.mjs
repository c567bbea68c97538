import { readFileSync } from 'node:fs'

const checkMilliseconds = 500

/**
 * Calls back when the npm that started this process is gone without a word: npm's shell passes on no SIGTERM, and
 * nobody passes on a kill -9.
 * @param {() => void} callback
 */
export function whenOrphaned(callback) {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const npm = isShell(parent) ? parentOf(parent) : undefined
  setInterval(() => {
    const shellLeft = npm !== undefined && parentOf(parent) !== npm
    if (process.ppid !== parent || shellLeft) callback()
  }, checkMilliseconds).unref()
}

/**
 * The shell between npm and us, where one stays; known on Linux alone.
 * @param {number} pid
 */
function isShell(pid) {
  return /^(sh|dash|bash|ash)$/.test(stat(pid)?.[1] ?? '')
}

/** @param {number} pid */
function parentOf(pid) {
  return stat(pid)?.[2]
}

/** @param {number} pid */
function stat(pid) {
  try {
    return /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? undefined
  } catch {
    return undefined
  }
}
