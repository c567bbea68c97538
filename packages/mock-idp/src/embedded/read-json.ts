import type { z } from 'zod'
import type { Exchange } from '../exchange.ts'

/** Reads a JSON body; undefined: it is none, or not of this form. A form of another site is none. */
export async function readJson<Schema extends z.ZodType>(
  { req }: Exchange,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  if (!/^application\/json\b/i.test(req.header('content-type') ?? '')) return undefined
  const parsed = schema.safeParse(await req.json().catch(() => undefined))
  return parsed.success ? parsed.data : undefined
}
