import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
}

const folders = globSync('{apps,packages}/*/package.json', { cwd: root }).map((path) =>
  path.replaceAll('\\', '/').replace('/package.json', ''),
)

const manifests = new Map(
  folders.map((folder) => [
    folder,
    JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest,
  ]),
)

/** The folders of the workspaces that `folder` imports, near or far; not `folder` itself. */
export function dependenciesOf(folder: string): string[] {
  const found = new Set<string>()
  const visit = (at: string): void => {
    const named = Object.keys(manifests.get(at)?.dependencies ?? {})
    for (const [next, { name }] of manifests) {
      if (!named.includes(name) || found.has(next)) continue
      found.add(next)
      visit(next)
    }
  }
  visit(folder)
  return [...found].sort()
}
