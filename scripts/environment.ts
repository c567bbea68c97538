import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { root } from './workspaces.ts'

/** The environment, and what .env adds to it. */
export function readEnvironment(): Readonly<Record<string, string | undefined>> {
  const file = join(root, '.env')
  return { ...(existsSync(file) && parseEnv(readFileSync(file, 'utf8'))), ...process.env }
}
