import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeKey, type IssuerKey } from '../../../test/issuer.ts'
import { KeySet, type KeySetEvent } from './key-set.ts'

const hour = 3_600_000
const keys: IssuerKey[] = await Promise.all(['k1', 'k2'].map((kid) => makeKey(kid)))
const [k1, k2] = keys.map(({ jwk }) => jwk)

/** An issuer without a network: what it answers, and how often it was asked. */
class Source {
  published: unknown = [k1]
  down = false
  delay = 0
  fetches: number[] = []

  readonly fetch = async (signal: AbortSignal): Promise<unknown> => {
    this.fetches.push(Date.now())
    if (this.delay > 0) await wait(this.delay, signal)
    if (this.down) throw new Error('connection refused')
    return this.published
  }
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => reject(signal.reason as Error))
  })
}

let source: Source
let set: KeySet
let events: KeySetEvent[]

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-20T12:00:00Z') })
  // AbortSignal.timeout runs on a clock of its own
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('timeout')), milliseconds)
    return controller.signal
  })
  source = new Source()
  events = []
  set = new KeySet(source.fetch, {
    algorithms: ['RS256'],
    now: Date.now,
    onEvent: (event) => events.push(event),
  })
})

afterEach(() => {
  set.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const find = (kid: string | undefined) => set.find(kid, 'RS256')
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)
const fetchesWithin = (milliseconds: number) =>
  source.fetches.filter((at) => at > Date.now() - milliseconds).length

describe('a KeySet', () => {
  it('finds keys by kid, and the only key without one', async () => {
    await set.start()
    expect(await find('k1')).toMatchObject({ kid: 'k1' })
    expect(await find(undefined)).toMatchObject({ kid: 'k1' })
    expect(await set.find('k1', 'RS512')).toBeUndefined()
    source.published = [k1, k2]
    await pass(120_000)
    expect(await find(undefined)).toBeUndefined()
  })

  it('R13: keeps known keys through 24 hours of outage, and no longer', async () => {
    await set.start()
    source.down = true
    await pass(24 * hour - 1000)
    expect(await find('k1')).toMatchObject({ kid: 'k1' })
    await pass(2000)
    expect(await find('k1')).toBe('unavailable')
  })

  it('asks at most every 5 seconds in an outage, whatever is asked of it', async () => {
    await set.start()
    await pass(60_000)
    source.down = true
    for (let second = 0; second < 600; second++) {
      await Promise.all(['a', 'b', 'c'].map(async (kid) => find(`${kid}${second}`)))
      await pass(1000)
    }
    expect(fetchesWithin(600_000)).toBeLessThanOrEqual(2 + 600 / 5)
  })

  it('calls an unknown kid unavailable, not unknown, while the issuer is down', async () => {
    await set.start()
    source.down = true
    expect(await find('k2')).toBe('unavailable')
    expect(await find('k3')).toBe('unavailable')
  })

  it('R12: has no keys at a cold start, says so at once, and has them within 3 seconds', async () => {
    source.down = true
    await set.start()
    await pass(60_000)
    expect(await find('k1')).toBe('unavailable')
    source.down = false
    await pass(3000)
    expect(await find('k1')).toMatchObject({ kid: 'k1' })
  })

  it('has them within 3 seconds of the return of an issuer that let connections hang', async () => {
    source.delay = 3_600_000
    void set.start()
    await pass(60_000)
    source.delay = 0
    await pass(3000)
    expect(await find('k1')).toMatchObject({ kid: 'k1' })
  })

  it('R14: makes one fetch for any number of cold requests, none of which fails', async () => {
    source.delay = 2000
    void set.start()
    const found = Promise.all(Array.from({ length: 500 }, async () => find('k1')))
    await pass(2100)
    expect(new Set((await found).map((key) => (key as { kid: string }).kid))).toEqual(
      new Set(['k1']),
    )
    expect(source.fetches).toHaveLength(1)
  })

  it('finds a new key after one fetch', async () => {
    await set.start()
    await pass(60_000)
    source.published = [k1, k2]
    expect(await find('k2')).toMatchObject({ kid: 'k2' })
    expect(source.fetches).toHaveLength(2)
  })

  it('finds a second new key right after the first', async () => {
    await set.start()
    await find('unknown')
    source.published = [k1, k2]
    expect(await find('k2')).toMatchObject({ kid: 'k2' })
  })

  it('finds a rotated key within 5 seconds of a flood of unknown ones', async () => {
    await set.start()
    const flood = async (seconds: number) => {
      for (let at = 0; at < seconds * 10; at++) {
        await find(`unknown-${at}`)
        await pass(100)
      }
    }
    await flood(60)
    source.published = [k2]
    await flood(5)
    expect(await find('k2')).toMatchObject({ kid: 'k2' })
    await flood(1140)
    expect(fetchesWithin(1_200_000)).toBeLessThanOrEqual(2 + 1200 / 5)
  })

  it('finds known keys at once beside 100 unknown ones a second, for 20 minutes', async () => {
    await set.start()
    const key = await find('k1')
    const waited: Promise<unknown>[] = []
    for (let second = 0; second < 1200; second++) {
      for (let at = 0; at < 100; at++) waited.push(Promise.resolve(find(`unknown-${second}-${at}`)))
      expect(find('k1')).toBe(key) // and no promise of one
      await pass(1000)
    }
    expect(new Set(await Promise.all(waited))).toEqual(new Set([undefined]))
    expect(fetchesWithin(1_200_000)).toBeLessThanOrEqual(2 + 1200 / 5)
  })

  it('does not hold anybody longer than its timeout', async () => {
    await set.start()
    await pass(60_000)
    source.delay = 3_600_000
    const found = find('k2')
    await pass(2500)
    expect(await found).toBe('unavailable')
  })

  it('withdraws a key within 5 minutes of an answer that lacks it', async () => {
    await set.start()
    const key = await find('k1')
    source.published = [k2]
    await pass(300_000)
    expect(key).toMatchObject({ withdrawn: true })
    expect(await find('k1')).toBeUndefined()
    expect(events.at(-1)).toMatchObject({ kind: 'fetched' })
  })

  it('withdraws nothing when a fetch fails or its answer is no JWK Set', async () => {
    await set.start()
    const key = await find('k1')
    for (const published of [undefined, 'x', {}, [1], [null], [['a']]]) {
      source.published = published
      await pass(300_000)
      expect(await find('k1')).toBe(key)
    }
    expect(events.at(-1)).toMatchObject({ kind: 'failed', keys: 1 })
  })

  it('withdraws everything on a good answer without keys', async () => {
    await set.start()
    source.published = []
    await pass(300_000)
    expect(await find('k1')).toBeUndefined()
    expect(set.available).toBe(true)
  })

  it('hands out the same object as long as a key is published', async () => {
    await set.start()
    const key = await find('k1')
    await pass(300_000)
    source.published = [structuredClone(k1), k2]
    await pass(300_000)
    expect(await find('k1')).toBe(key)
  })

  it('tells how old its keys are', async () => {
    await set.start()
    source.down = true
    await pass(hour)
    expect(set.status).toEqual({ available: true, keys: 1, age: hour, failing: true })
  })

  it('ends a fetch under way without a word when it is stopped', async () => {
    await set.start()
    const told = events.length
    source.delay = 3000
    while (source.fetches.length < 2) await pass(1000)
    set.stop()
    await pass(hour)
    expect(source.fetches).toHaveLength(2)
    expect(events).toHaveLength(told)
  })
})
