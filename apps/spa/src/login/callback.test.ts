import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = import.meta.dirname

/** Everything that a module of ours loads, packages by their name. */
async function loadedBy(file: string, found = new Set<string>()): Promise<ReadonlySet<string>> {
  if (found.has(file)) return found
  found.add(file)
  const source = await readFile(file, 'utf8')
  const imports = source.matchAll(/^(?:import|export) (?!type\b).*?from '([^']+)'/gms)
  for (const [, name = ''] of imports) {
    const path = name.replace(/^later:/, '')
    if (path.startsWith('.')) await loadedBy(join(dirname(file), path), found)
    else found.add(path)
  }
  return found
}

describe('the redirection endpoint', () => {
  it('loads no router and no framework that could eat the fragment (R28, pain 8)', async () => {
    const loaded = await loadedBy(join(folder, 'callback.ts'))
    expect([...loaded].some((file) => file.endsWith('finish-login.ts'))).toBe(true)
    const packages = [...loaded].filter((name) => !name.startsWith('/'))
    expect(packages.length).toBeGreaterThan(0)
    for (const name of packages) expect(name).toMatch(/^@frontchannel\//)
  })

  it('reads the response before anything else runs, and imports nothing before (R28)', async () => {
    const source = await readFile(join(folder, 'callback.ts'), 'utf8')
    const imports = source.match(/^import (?!type\b).*$/gm)
    expect(imports).toEqual(["import finishLoginUrl from 'later:./finish-login.ts'"])
  })
})

describe('a login', () => {
  it('opens no popup that could be blocked, closed or cut off (pain 16)', async () => {
    for (const entry of ['../main.ts', 'callback.ts', 'protocol.ts']) {
      for (const file of await loadedBy(join(folder, entry))) {
        if (!file.startsWith('/')) continue
        expect(await readFile(file, 'utf8')).not.toMatch(/window\.open|\bopener\b/)
      }
    }
  })
})
