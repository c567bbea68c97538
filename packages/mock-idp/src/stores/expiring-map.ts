/** A map whose entries end. Time is the tenant's, so moving its clock ends them too. */
export interface ExpiringMap<Value> {
  set(key: string, value: Value, lifetimeSeconds: number): void
  get(key: string): Value | undefined
  /** Gets and deletes in one step: what may be used once is gone before it is used. */
  take(key: string): Value | undefined
  delete(key: string): void
  values(): Value[]
  clear(): void
}

/** A mock that runs for weeks, or is flooded, forgets the oldest instead of filling the memory. */
const mostEntries = 20_000

export function createExpiringMap<Value>(now: () => Date): ExpiringMap<Value> {
  const entries = new Map<string, { value: Value; expiresAt: number }>()

  const get = (key: string): Value | undefined => {
    const entry = entries.get(key)
    if (!entry) return undefined
    if (entry.expiresAt > now().getTime()) return entry.value
    entries.delete(key)
    return undefined
  }

  return {
    get,
    set(key, value, lifetimeSeconds) {
      entries.set(key, { value, expiresAt: now().getTime() + lifetimeSeconds * 1000 })
      const [oldest] = entries.keys()
      if (entries.size > mostEntries && oldest !== undefined) entries.delete(oldest)
    },
    take(key) {
      const value = get(key)
      entries.delete(key)
      return value
    },
    delete: (key) => void entries.delete(key),
    values: () => [...entries.keys()].flatMap((key) => get(key) ?? []),
    clear: () => entries.clear(),
  }
}
