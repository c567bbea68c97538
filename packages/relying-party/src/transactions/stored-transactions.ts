import type { LoginTransaction, TransactionStore } from './transaction.ts'
import { TransactionStorageError } from './transaction-storage-error.ts'

type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const prefix = 'frontchannel.transaction.'
// a user who clicks Log in again and again must not fill the storage
const maxPending = 20
// longer than a login may take: whoever comes back late is told so, and still finds the way
const keptMilliseconds = 24 * 3_600_000

/**
 * Keeps pending logins in a web storage, one key for each, so that tabs do not overwrite each
 * other's. Forgets those of yesterday, and the oldest beyond twenty.
 *
 * Does NOT keep them from other scripts of the origin.
 *
 * @param storage `sessionStorage` binds a login to its tab, `localStorage` to the browser
 */
export function storedTransactions(storage: KeyValueStorage, now: () => Date): TransactionStore {
  return {
    save(transaction) {
      attempt(() => {
        prune(storage, now().getTime())
        storage.setItem(prefix + transaction.state, JSON.stringify(transaction))
      })
    },
    take: (state) =>
      attempt(() => {
        const text = storage.getItem(prefix + state)
        if (text === null) return undefined
        storage.removeItem(prefix + state)
        return read(text)
      }),
  }
}

function prune(storage: KeyValueStorage, now: number): void {
  const pending = Array.from({ length: storage.length }, (_, index) => storage.key(index))
    .filter((key) => key?.startsWith(prefix) === true)
    .map((key) => ({ key: key ?? '', createdAt: read(storage.getItem(key ?? ''))?.createdAt ?? 0 }))
    .sort((a, b) => b.createdAt - a.createdAt)
  for (const [index, { key, createdAt }] of pending.entries()) {
    const isOld = now - createdAt > keptMilliseconds
    if (isOld || index >= maxPending - 1) storage.removeItem(key)
  }
}

const texts = [
  ...(['state', 'nonce', 'issuer', 'clientId', 'redirectUri'] as const),
  ...(['flow', 'scope', 'returnTo'] as const),
]

/** A record as it was saved; undefined if something else has written to its key. */
function read(text: string | null): LoginTransaction | undefined {
  try {
    const value = JSON.parse(text ?? '') as LoginTransaction
    const isWhole = texts.every((name) => typeof value[name] === 'string')
    return isWhole && Number.isFinite(value.createdAt) ? value : undefined
  } catch {
    return undefined
  }
}

function attempt<Result>(action: () => Result): Result {
  try {
    return action()
  } catch (error) {
    const isFull = error instanceof Error && /quota/i.test(error.name)
    throw new TransactionStorageError(isFull ? 'full' : 'unavailable', { cause: error })
  }
}
