import * as z from 'zod/mini'
import { nextCursor, pageQuery } from './paging.ts'

/** The projects that the caller may log work on, by name. */
export const projectList = z.object({
  items: z.array(z.object({ name: z.string() })),
  nextCursor,
})

export const projectQuery = z.strictObject(pageQuery)

export type ProjectList = z.output<typeof projectList>
