import { gzipSync } from 'node:zlib'
import { expect, test } from '../fixtures/test.ts'

const imported = /(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g

/** Scripts and all that they import, by file: bytes as they travel. */
async function scripts(spa: string, files: readonly string[]): Promise<Map<string, number>> {
  const sizes = new Map<string, number>()
  const add = async (file: string): Promise<void> => {
    if (sizes.has(file)) return
    sizes.set(file, 0)
    const code = await (await fetch(`${spa}/assets/${file}`)).text()
    sizes.set(file, gzipSync(code, { level: 9 }).length)
    await Promise.all([...code.matchAll(imported)].map(([, name = '']) => add(name)))
  }
  await Promise.all(files.map(add))
  return sizes
}

/** What a browser has to fetch before it can show a page. */
async function firstLoad(spa: string, page: string): Promise<Map<string, number>> {
  const html = await (await fetch(`${spa}/`, { headers: { accept: 'text/html' } })).text()
  const files = [...html.matchAll(/\/assets\/([\w.-]+\.js)"/g)].map(([, name = '']) => name)
  const codes = await Promise.all(
    files.map(async (file) => (await fetch(`${spa}/assets/${file}`)).text()),
  )
  const [later] = new RegExp(`\\b${page}-[\\w-]+\\.js`).exec(codes.join()) ?? []
  if (later === undefined) throw new Error(`no script of ${page}`)
  return scripts(spa, [...files, later])
}

test('the first load of a page keeps to its budget, without inspector and labs', async ({
  stack,
}) => {
  for (const [page, budget] of [
    ['LandingPage', 60_000],
    ['TimesheetsPage', 75_000],
    ['ApprovalsPage', 75_000],
  ] as const) {
    const sizes = await firstLoad(stack.spa, page)
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    expect(total, `${page}: ${JSON.stringify([...sizes])}`).toBeLessThanOrEqual(budget)
    expect(total).toBeGreaterThan(30_000) // else something was not found
    expect([...sizes.keys()].join()).not.toMatch(/Inspector|Lab|requirements|faults/)
  }
})

test('the redirection endpoint loads nothing of the app', async ({ stack }) => {
  const html = await (await fetch(`${stack.spa}/callback`)).text()
  const [entry = ''] = /\/assets\/callback-[\w-]+\.js/.exec(html) ?? []
  const code = await (await fetch(stack.spa + entry)).text()
  const [later = ''] = /finish-login-[\w-]+\.js/.exec(code) ?? []
  const sizes = await scripts(stack.spa, [later])
  expect(sizes.size).toBeGreaterThan(3)
  expect([...sizes.keys()].join()).not.toMatch(/framework|index-|api-|Page/)
})
