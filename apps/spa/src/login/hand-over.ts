import type { LoginOutcome } from './outcome.ts'

const key = 'frontchannel.hand-over'
const freshFor = 15_000

interface HandOver {
  readonly outcome: LoginOutcome
  /** The one page that may pick it up: path, query and hash. */
  readonly to: string
  readonly writtenAt: number
}

/**
 * Leaves the outcome of a login for the app.
 *
 * Why at all: the redirection endpoint is a document of its own. A document whose address held
 * tokens keeps that address for as long as it lives, in its navigation timing entry, where
 * every script reads it, however soon `replaceState` cleaned the address bar. So the app must be
 * another document, and memory does not cross documents.
 *
 * Why sessionStorage: of the places that outlive a navigation, it alone belongs to this tab and
 * this origin. A URL reaches history files, `window.name` follows the tab to other origins, and
 * localStorage is every tab's.
 *
 * What bounds it: the entry is written only after every check has passed; it exists while one
 * document replaces the other; the app's first statement removes it, whatever it then thinks of
 * it; it counts for seconds only, and only at the address that the transaction of this very
 * login was going to. What remains: a browser may write sessionStorage to its profile on disk,
 * as it writes the address itself (docs/threat-model.md).
 */
export function handOver(
  storage: Pick<Storage, 'setItem'>,
  outcome: LoginOutcome,
  to: string,
  now: Date,
): void {
  const entry: HandOver = { outcome, to, writtenAt: now.getTime() }
  storage.setItem(key, JSON.stringify(entry))
}

/** Takes what the redirection endpoint left: once, and only where and when it was meant. */
export function takeHandOver(
  storage: Pick<Storage, 'getItem' | 'removeItem'> | undefined,
  here: Pick<Location, 'pathname' | 'search' | 'hash'>,
  now: Date,
): LoginOutcome | undefined {
  const entry = read(storage)
  storage?.removeItem(key)
  if (!entry) return undefined
  const age = now.getTime() - entry.writtenAt
  const meant = entry.to === here.pathname + here.search + here.hash
  return meant && age >= 0 && age <= freshFor ? entry.outcome : undefined
}

/** Where a hand-over waits to be taken, for a redirection endpoint that was reloaded. */
export function pendingHandOver(storage: Pick<Storage, 'getItem'> | undefined): string | undefined {
  return read(storage)?.to
}

function read(storage: Pick<Storage, 'getItem'> | undefined): HandOver | undefined {
  try {
    const entry = storage?.getItem(key)
    return entry ? (JSON.parse(entry) as HandOver) : undefined
  } catch {
    return undefined // not written by us
  }
}
