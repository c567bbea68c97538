// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renewalLock, type InTurn, type RenewalLockParts } from './renewal-lock.ts'

type Locks = NonNullable<RenewalLockParts['locks']>

/** A queue like the browser's: one holder, and a wait that a signal ends. */
function lockManager(): Locks {
  let last: Promise<unknown> = Promise.resolve()
  const request = async (
    _: string,
    { signal }: LockOptions,
    work: () => Promise<unknown>,
  ): Promise<unknown> => {
    const before = last
    let release = (): void => undefined
    last = new Promise<void>((resolve) => (release = resolve))
    try {
      await Promise.race([
        before,
        new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason as DOMException)),
        ),
      ])
      return await work()
    } finally {
      release()
    }
  }
  return { request: request as unknown as Locks['request'] }
}

const kinds: readonly [string, () => RenewalLockParts][] = [
  ['Web Locks', () => ({ locks: lockManager(), storage: undefined, patience: 2_000 })],
  ['a lease in storage', () => ({ locks: undefined, storage: localStorage, patience: 2_000 })],
]

describe.each(kinds)('renewalLock by %s', (_, partsOf) => {
  let tabs: InTurn[]
  let running: number
  let most: number
  const renewal = async (): Promise<string> => {
    most = Math.max(most, (running += 1))
    await new Promise((resolve) => setTimeout(resolve, 100))
    running -= 1
    return 'renewed'
  }

  beforeEach(() => {
    vi.useFakeTimers({ now: 0 })
    localStorage.clear()
    running = most = 0
    const parts = partsOf()
    tabs = [renewalLock(parts), renewalLock(parts), renewalLock(parts)]
  })
  afterEach(() => void vi.useRealTimers())

  it('lets tabs renew in turn, and each of them (R22, pain 11)', async () => {
    const renewed = Promise.all(tabs.map((inTurn) => inTurn(renewal)))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await renewed).toEqual(['renewed', 'renewed', 'renewed'])
    expect(most).toBe(1)
  })

  it('is free again after a renewal that failed', async () => {
    const failed = tabs[0]?.(() => Promise.reject(new Error('down'))).catch(String)
    await vi.advanceTimersByTimeAsync(500)
    expect(await failed).toBe('Error: down')
    const next = tabs[1]?.(renewal)
    await vi.advanceTimersByTimeAsync(500)
    expect(await next).toBe('renewed')
  })
})

describe('renewalLock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }))
  afterEach(() => void vi.useRealTimers())

  it('goes ahead when the tab with the Web Lock hangs', async () => {
    vi.useRealTimers() // the signal's timer is the browser's own
    const locks = lockManager()
    void locks.request('frontchannel.renewal', {}, () => new Promise(() => undefined))
    const inTurn = renewalLock({ locks, storage: undefined, patience: 20 })
    expect(await inTurn(() => Promise.resolve('renewed'))).toBe('renewed')
  })

  it('goes ahead when the tab with the lease has crashed', async () => {
    localStorage.setItem('frontchannel.renewal', `another ${Date.now() + 1_000}`)
    const inTurn = renewalLock({ locks: undefined, storage: localStorage, patience: 2_000 })
    const renewed = inTurn(() => Promise.resolve(Date.now()))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await renewed).toBeGreaterThanOrEqual(1_000)
  })

  it.each([
    ['no storage', undefined],
    [
      'a storage that refuses',
      {
        getItem: () => {
          throw new DOMException('denied', 'SecurityError')
        },
        setItem: () => undefined,
        removeItem: () => undefined,
      },
    ],
  ])('waits for nobody where there is %s', async (_, storage) => {
    const renewed = renewalLock({ locks: undefined, storage })(() => Promise.resolve('renewed'))
    await vi.advanceTimersByTimeAsync(100)
    expect(await renewed).toBe('renewed')
  })
})
