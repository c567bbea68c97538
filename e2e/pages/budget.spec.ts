import { gzipSync } from 'node:zlib'
import { expect, test } from '../fixtures/test.ts'

const imported = /(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g

/** What a browser has to fetch before it can show a page, by file: bytes as they travel. */
async function firstLoad(spa: string, page: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>()
  const codes = new Map<string, string>()
  const add = async (file: string): Promise<void> => {
    if (codes.has(file)) return
    codes.set(file, '')
    const code = await (await fetch(`${spa}/assets/${file}`)).text()
    codes.set(file, code)
    sizes.set(file, gzipSync(code, { level: 9 }).length)
    await Promise.all([...code.matchAll(imported)].map(([, name = '']) => add(name)))
  }
  const html = await (await fetch(`${spa}/`, { headers: { accept: 'text/html' } })).text()
  await Promise.all(
    [...html.matchAll(/\/assets\/([\w.-]+\.js)"/g)].map(([, name = '']) => add(name)),
  )
  const later = new RegExp(`\\b${page}-[\\w-]+\\.js`).exec([...codes.values()].join())?.[0]
  if (later === undefined) throw new Error(`no script of ${page}`)
  await add(later)
  return sizes
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
