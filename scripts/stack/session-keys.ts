import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The key that seals the back-end's sessions on this machine, made up at the first start: beside the database that
 * keeps them, so that a restart logs nobody out.
 */
export function localSessionKeys(dataDir: string): string {
  const file = join(dataDir, 'session-keys')
  mkdirSync(dataDir, { recursive: true })
  try {
    // of two starts at once one creates the file, and the other reads it
    const key = `local:${randomBytes(32).toString('base64url')}`
    writeFileSync(file, key, { flag: 'wx', mode: 0o600 })
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return readFileSync(file, 'utf8').trim()
  }
}
