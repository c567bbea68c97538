import { describe, expect, it } from 'vitest'
import { memoryStorage } from '../../test/memory-storage.ts'
import { issuer, redirectUri, start } from '../../test/provider.ts'
import { storedTransactions } from './stored-transactions.ts'
import type { LoginTransaction } from './transaction.ts'
import { TransactionStorageError } from './transaction-storage-error.ts'

const transaction = (state: string, createdAt = start.getTime()): LoginTransaction => ({
  state,
  nonce: 'nonce',
  issuer,
  clientId: 'timesheets-spa',
  redirectUri,
  flow: 'id_token token',
  scope: 'openid',
  returnTo: '/timesheets',
  createdAt,
  silent: false,
})

const minutes = (count: number): Date => new Date(start.getTime() + count * 60_000)

const failing = (error: Error) => {
  const fail = (): never => {
    throw error
  }
  return { getItem: fail, setItem: fail, removeItem: fail, key: fail, length: 0 }
}

describe('storedTransactions', () => {
  it('gives back what was saved, once', () => {
    const store = storedTransactions(memoryStorage(), () => start)
    store.save(transaction('one'))
    expect(store.take('one')).toEqual(transaction('one'))
    expect(store.take('one')).toBeUndefined()
  })

  it('keeps two logins apart, in either order', () => {
    const storage = memoryStorage()
    // two tabs on one storage
    const here = storedTransactions(storage, () => start)
    const there = storedTransactions(storage, () => start)
    here.save(transaction('one'))
    there.save(transaction('two'))
    expect(here.take('two')?.state).toBe('two')
    expect(there.take('one')?.state).toBe('one')
  })

  it('knows no state that was not saved', () => {
    const store = storedTransactions(memoryStorage(), () => start)
    for (const state of ['', 'one', '__proto__', 'length'])
      expect(store.take(state)).toBeUndefined()
  })

  it('still gives back an expired one, with its return path', () => {
    let now = start
    const store = storedTransactions(memoryStorage(), () => now)
    store.save(transaction('one'))
    now = minutes(120)
    expect(store.take('one')?.returnTo).toBe('/timesheets')
  })

  it('forgets those of yesterday when another begins', () => {
    const entries = new Map<string, string>()
    let now = start
    const store = storedTransactions(memoryStorage(entries), () => now)
    store.save(transaction('one'))
    now = minutes(24 * 60 + 1)
    store.save(transaction('two', now.getTime()))
    expect([...entries.keys()]).toEqual(['frontchannel.transaction.two'])
  })

  it('holds the latest twenty, and nothing else of the storage is touched', () => {
    const entries = new Map([['theme', 'dark']])
    const store = storedTransactions(memoryStorage(entries), () => start)
    for (let count = 0; count < 50; count += 1) {
      store.save(transaction(`state-${count}`, start.getTime() + count))
    }
    expect(entries.size).toBe(21)
    expect(entries.get('theme')).toBe('dark')
    expect(store.take('state-29')).toBeUndefined()
    expect(store.take('state-30')?.state).toBe('state-30')
    expect(store.take('state-49')?.state).toBe('state-49')
  })

  it.each([
    '',
    'null',
    '[]',
    '"x"',
    '{',
    '{}',
    '{"state":"one"}',
    JSON.stringify({ ...transaction('one'), createdAt: null }),
  ])('takes %j for nothing', (text) => {
    const entries = new Map([['frontchannel.transaction.one', text]])
    const store = storedTransactions(memoryStorage(entries), () => start)
    expect(store.take('one')).toBeUndefined()
    expect(entries.size).toBe(0)
  })

  it.each(['state', 'nonce', 'issuer', 'clientId', 'redirectUri', 'flow', 'scope', 'returnTo'])(
    'gives back nothing that lacks its %s, or has none that is a text',
    (name) => {
      for (const value of [undefined, 7, null]) {
        const storage = memoryStorage()
        storedTransactions(storage, () => start).save(transaction('one'))
        const key = storage.key(0) ?? ''
        storage.setItem(key, JSON.stringify({ ...transaction('one'), [name]: value }))
        expect(storedTransactions(storage, () => start).take('one')).toBeUndefined()
      }
    },
  )

  it('throws away what it cannot read when another begins', () => {
    const entries = new Map([['frontchannel.transaction.broken', '{']])
    storedTransactions(memoryStorage(entries), () => start).save(transaction('one'))
    expect([...entries.keys()]).toEqual(['frontchannel.transaction.one'])
  })

  it.each([
    ['full', new DOMException('no', 'QuotaExceededError')],
    ['full', Object.assign(new Error('no'), { name: 'NS_ERROR_DOM_QUOTA_REACHED' })],
    ['unavailable', new DOMException('no', 'SecurityError')],
    ['unavailable', new TypeError('no')],
  ])('says that the storage is %s', (failure, error) => {
    const store = storedTransactions(failing(error), () => start)
    const expected = expect.objectContaining({
      name: 'TransactionStorageError',
      failure,
      cause: error,
    }) as Error
    expect(() => store.save(transaction('one'))).toThrow(expected)
    expect(() => store.take('one')).toThrow(TransactionStorageError)
  })
})
