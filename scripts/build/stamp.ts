import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../workspaces.ts'

const notSources = ['**/node_modules/**', '**/dist/**', '**/*.{test,spec}.ts', '**/*.md']

/** What a build was made from: the content of its sources, the tools' versions and the way they are called. */
export function hashOfSources(folders: readonly string[]): string {
  const hash = createHash('sha256')
  const sources = folders.flatMap((folder) =>
    globSync(`${folder}/**/*`, { cwd: root, exclude: notSources }),
  )
  for (const path of [...sources.sort(), 'pnpm-lock.yaml', 'scripts/build.ts']) {
    if (!statSync(join(root, path)).isFile()) continue
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** Whether the workspace's output was built from these very sources. */
export function isCurrent(workspace: string, hash: string): boolean {
  const stamp = stampOf(workspace)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
}

export function markCurrent(workspace: string, hash: string): void {
  mkdirSync(dirname(stampOf(workspace)), { recursive: true })
  writeFileSync(stampOf(workspace), hash)
}

/** In the output itself: who removes the output removes the stamp. */
const stampOf = (workspace: string): string => join(root, workspace, 'dist', '.sources')
