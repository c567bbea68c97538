import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npmExec } from './npm.mjs'
import { begin } from './progress.mjs'

const borrowed = 'node@24'

/**
 * The path of a Node that runs TypeScript: our own, or one borrowed from the npm registry.
 * @param {string} root
 * @returns {Promise<string>}
 */
export async function findNode(root) {
  // says 'strip' from 22.18 on
  if (process.features.typescript) return process.execPath
  const note = join(root, '.data', 'borrowed-node')
  if (existsSync(note)) {
    const path = readFileSync(note, 'utf8')
    if (works(path)) return path
  }
  const step = begin(
    `borrowing Node 24 from the npm registry, since this machine has ${process.version}`,
  )
  const { code, output } = await npmExec([borrowed], ['node', '-p', 'process.execPath'], {
    capture: true,
  })
  const path = output.trim().split('\n').at(-1) ?? ''
  if (code !== 0 || !works(path)) {
    throw new Error(
      `This needs Node 22.18 or newer; this machine has ${process.version}, and Node 24 could not be borrowed ` +
        `from the npm registry. Check the network, or install Node 24 from https://nodejs.org. ${lastLine(output)}`,
    )
  }
  mkdirSync(join(root, '.data'), { recursive: true })
  writeFileSync(note, path)
  step.done()
  return path
}

/** @param {string} path */
function works(path) {
  try {
    return (
      execFileSync(path, ['-p', 'process.features.typescript'], { encoding: 'utf8' }).trim() ===
      'strip'
    )
  } catch {
    return false
  }
}

/** @param {string} output */
function lastLine(output) {
  const line = output
    .trim()
    .split('\n')
    .find((text) => text.includes('error'))
  return line ? `(${line.trim()})` : ''
}
