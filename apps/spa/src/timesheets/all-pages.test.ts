import { expect, it } from 'vitest'
import { allPages } from './all-pages.ts'

const pages: Record<string, { items: number[]; nextCursor?: string }> = {
  first: { items: [1, 2], nextCursor: 'second' },
  second: { items: [3], nextCursor: 'third' },
  third: { items: [4] },
}

it('follows each page to the next, in order', async () => {
  const asked: unknown[] = []
  const items = await allPages(async (page) => {
    asked.push(page)
    return pages[page.cursor ?? 'first'] ?? { items: [] }
  })
  expect(items).toEqual([1, 2, 3, 4])
  expect(asked).toEqual([{}, { cursor: 'second' }, { cursor: 'third' }])
})

it('ends where cursors go round in a circle', async () => {
  const items = await allPages(async () => ({ items: [0], nextCursor: 'again' }))
  expect(items).toHaveLength(50)
})

it('fails where a page fails: half a list looks like a whole one', async () => {
  const read = allPages(async ({ cursor }) => {
    if (cursor) throw new Error('cut')
    return { items: [1], nextCursor: 'second' }
  })
  await expect(read).rejects.toThrow('cut')
})
