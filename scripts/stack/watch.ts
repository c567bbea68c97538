import { watch } from 'node:fs'
import { join } from 'node:path'
import { build } from '../build.ts'
import { dependenciesOf, root } from '../workspaces.ts'
import type { Tell } from './events.ts'
import type { Fleet } from './fleet.ts'
import type { Role } from './roles.ts'

const quietMilliseconds = 120
const notSources = /(^|[\\/])(dist|node_modules|coverage)([\\/.]|$)|\.(test|spec)\.ts$/

/** Rebuilds what changed and restarts the processes that use it. */
export function restartOnChange(
  rows: readonly Role[],
  fleet: Fleet,
  tell: Tell,
): { close(): void } {
  const uses = new Map(rows.map((row) => [row, [row.folder, ...dependenciesOf(row.folder)]]))
  const onProgress = (what: string, kind: 'building' | 'built') => tell({ kind, what })
  let closed = false
  const watcher = watchSources([...new Set([...uses.values()].flat())], async (changed) => {
    try {
      await build({ workspaces: [...changed], onProgress })
      const affected = rows.filter((row) => uses.get(row)?.some((name) => changed.has(name)))
      await Promise.all(affected.map((row) => fleet.launch(row)))
    } catch (error) {
      if (closed) return
      tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
    }
  })
  return {
    close() {
      closed = true
      watcher.close()
    },
  }
}

/** Calls back with the workspaces whose sources changed, once the disk is quiet; never twice at a time. */
function watchSources(
  workspaces: readonly string[],
  onChange: (changed: ReadonlySet<string>) => Promise<void>,
): { close(): void } {
  const changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let working = Promise.resolve()
  const flush = () => {
    const batch = new Set(changed)
    changed.clear()
    working = working.then(() => onChange(batch))
  }
  const watchers = workspaces.map((workspace) =>
    watch(join(root, workspace), { recursive: true }, (_, file) => {
      if (file === null || notSources.test(file)) return
      changed.add(workspace)
      clearTimeout(timer)
      timer = setTimeout(flush, quietMilliseconds)
    }),
  )
  return {
    close() {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
    },
  }
}
