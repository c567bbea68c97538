/** The parameters of one request. A parameter without a value counts as left out (RFC 6749 §3.1). */
export interface Parameters {
  /** The first value. */
  readonly one: (name: string) => string | undefined
  readonly all: (name: string) => readonly string[]
  /** The names that occur more than once. */
  readonly repeated: readonly string[]
  readonly entries: readonly (readonly [string, string])[]
}

export function parametersOf(pairs: Iterable<readonly [string, string]>): Parameters {
  const entries = [...pairs].filter(([, value]) => value !== '')
  const values = new Map<string, string[]>()
  for (const [name, value] of entries) values.set(name, [...(values.get(name) ?? []), value])
  return {
    one: (name) => values.get(name)?.[0],
    all: (name) => values.get(name) ?? [],
    repeated: [...values].filter(([, { length }]) => length > 1).map(([name]) => name),
    entries,
  }
}

/** The body is not one that parameters can be read from. */
export class UnreadableBody extends Error {}

/**
 * Reads the parameters of a POST body: a form, or JSON as Auth0 also takes it.
 *
 * @throws {UnreadableBody}
 */
export async function bodyParameters(request: Request): Promise<Parameters> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  const text = await request.text()
  if (type === 'application/x-www-form-urlencoded') return parametersOf(new URLSearchParams(text))
  if (text === '' && type === undefined) return parametersOf([])
  if (type !== 'application/json') {
    throw new UnreadableBody('the body must be application/x-www-form-urlencoded or JSON')
  }
  return parametersOf(jsonEntries(text))
}

function jsonEntries(text: string): [string, string][] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UnreadableBody('the body is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnreadableBody('the body is not a JSON object')
  }
  return Object.entries(value).map(([name, item]) => {
    if (typeof item !== 'string') throw new UnreadableBody(`${name} is not a string`)
    return [name, item]
  })
}

/** Splits a space-separated list such as `scope`; each word once. */
export const words = (list: string | undefined): readonly string[] => [
  ...new Set(list?.split(' ').filter(Boolean)),
]
