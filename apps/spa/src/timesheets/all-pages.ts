interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor?: string | undefined
}

const mostPages = 50 // five thousand entries: a list that nobody reads, or cursors in a circle

/** Every item of a list, page by page. */
export async function allPages<Item>(
  fetchPage: (page: { readonly cursor?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await fetchPage(cursor === undefined ? {} : { cursor })
    items.push(...page.items)
    cursor = page.nextCursor
    if (cursor === undefined) break
  }
  return items
}
