import { dirname, join, matchesGlob, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Rule } from 'eslint'
import { zones } from './zones.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const tests = ['**/*.{test,spec}.ts', '**/test/**', '**/vitest.config.ts']

const fromRoot = (path: string): string => relative(root, path).split(sep).join('/')
const matches = (path: string, globs: readonly string[]): boolean =>
  globs.some((glob) => matchesGlob(path, glob))

/** Refuses an import against the arrows of `zones`. Tests may import what they test against. */
export const arrows: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = fromRoot(context.filename)
    const applying = matches(file, tests) ? [] : zones.filter(({ files }) => matches(file, files))
    if (applying.length === 0) return {}
    const check = (source: unknown, node: Rule.Node): void => {
      if (typeof source !== 'string') return
      const target = source.startsWith('.')
        ? fromRoot(join(dirname(context.filename), source))
        : source.replace(/^@\//, 'apps/spa/src/')
      const zone = applying.find(({ from }) => matches(target, from))
      if (zone) context.report({ node, message: `${target}: ${zone.because}.` })
    }
    return {
      ImportDeclaration: (node) => check(node.source.value, node),
      ExportAllDeclaration: (node) => check(node.source.value, node),
      ExportNamedDeclaration: (node) => check(node.source?.value, node),
      ImportExpression: (node) =>
        check(node.source.type === 'Literal' ? node.source.value : undefined, node),
    }
  },
}
