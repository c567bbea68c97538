import type { Plugin } from 'vite'

/** What a row of the contract says about requests, or to those who read it. */
const ofRequests = new Set(['summary', 'scope', 'params', 'query', 'headers', 'body', 'problems'])

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly key?: { readonly name?: string }
  readonly init?: Node | null
  readonly [member: string]: unknown
}
interface Edit {
  readonly start: number
  readonly end: number
  readonly to: (text: string) => string
}

/**
 * Leaves out of the browser's contract what only the API uses: the client parses answers, and sends
 * what the compiler has let through. The schemas of requests are half of the contract's weight.
 */
export function answersOnly(): Plugin {
  return {
    name: 'answers-only',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/contract\/src\/[\w.-]+\.ts$/ },
      handler(code, id) {
        const edits: Edit[] = []
        const tree = this.parse(code, { lang: 'ts' }) as unknown as Node
        collect(tree, id.endsWith('.routes.ts') ? requestMember : unusedSchema, edits)
        return { code: apply(code, edits), map: null }
      },
    },
  }
}

/** A member of a row that only its handler reads. */
function requestMember({ type, key, start, end }: Node): Edit | undefined {
  if (type !== 'Property' || !ofRequests.has(key?.name ?? '')) return undefined
  return { start, end, to: () => `${key?.name}: 0` }
}

/** A schema is made by calls, which a bundler keeps unless it is told that nothing else happens. */
function unusedSchema({ type, init }: Node): Edit | undefined {
  if (type !== 'VariableDeclarator' || init?.type !== 'CallExpression') return undefined
  return {
    start: init.start,
    end: init.end,
    to: (text) => `/* @__PURE__ */ (() => ${text})()`,
  }
}

function collect(node: Node, editOf: (node: Node) => Edit | undefined, found: Edit[]): void {
  const edit = editOf(node)
  if (edit) {
    found.push(edit)
    return
  }
  for (const child of Object.values(node).flat()) {
    if (typeof child === 'object' && child !== null && 'type' in child) {
      collect(child as Node, editOf, found)
    }
  }
}

function apply(code: string, edits: readonly Edit[]): string {
  let edited = code
  for (const { start, end, to } of edits.toSorted((a, b) => b.start - a.start)) {
    edited = edited.slice(0, start) + to(edited.slice(start, end)) + edited.slice(end)
  }
  return edited
}
