import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../workspaces.ts'

const pages = globSync(['*.md', 'docs/**/*.md', '{apps,packages}/*/*.md'], { cwd: root })
const link = /\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)/g
const path = /`((?:apps|packages|e2e|scripts|lint|docs)\/[\w./-]+)`/g

describe('the documentation', () => {
  it.each(pages)('%s names only files that exist', (page) => {
    const text = readFileSync(join(root, page), 'utf8')
    const linked = [...text.matchAll(link)].map(([, to = '']) => join(dirname(page), to))
    const named = [...text.matchAll(path)].map(([, to = '']) => to)
    const missing = [...linked, ...named].filter((file) => !existsSync(join(root, file)))
    expect(missing).toEqual([])
  })
})
