import * as z from 'zod/mini'

export const mostItems = 100

// a query is text; a caller counts in numbers
const read = z.transform((value: number | string): unknown =>
  typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value,
)

const limit = z.pipe(
  read,
  z
    .int('must be a whole number')
    .check(z.gte(1, 'must be at least 1'), z.lte(mostItems, `must be at most ${mostItems}`)),
)

/** Where the next page begins: `nextCursor` of the last one, for the same list. */
const cursor = z
  .string('must be a text')
  .check(
    z.maxLength(1000, 'must be a cursor of this list'),
    z.regex(/^[\w-]+\.[\w-]+$/, 'must be a cursor of this list'),
  )

/** What every list takes; without a limit, pages are as long as they may be. */
export const pageQuery = { cursor: z.optional(cursor), limit: z.optional(limit) }

/** What every list says besides its items; absent on the last page. */
export const nextCursor = z.optional(z.string())
