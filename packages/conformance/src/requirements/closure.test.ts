import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { requirements } from './index.ts'

const root = join(import.meta.dirname, '../../../..')
const sources = globSync(['packages/*/src/**/*.ts', 'apps/*/src/**/*.ts'], {
  cwd: root,
  exclude: (path) => /requirements|node_modules|\.(test|spec)\.ts$/.test(path),
}).map((path) => readFileSync(join(root, path), 'utf8'))

describe('requirements', () => {
  it('lists nothing that no check, fault or step cites', () => {
    const uncited = Object.keys(requirements).filter(
      (id) => !sources.some((source) => source.includes(`'${id}'`)),
    )
    expect(uncited).toEqual([])
  })

  it.each(Object.entries(requirements))('%s has a title and an address', (_id, row) => {
    expect(row.title).toMatch(/^\S.+[^.]$/)
    expect(row.url).toMatch(/^https:\/\/\S+#\S+$/)
  })
})
