/** Runs work while no other tab of this browser runs its own. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>

export interface RenewalLockParts {
  /** Absent in old browsers and insecure contexts. */
  readonly locks: Pick<LockManager, 'request'> | undefined
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
  /** How long a tab waits for the others before it goes ahead. */
  readonly patience?: number
}

const name = 'frontchannel.renewal'
const patienceByDefault = 15_000 // longer than one renewal takes, timeout included
const pause = 50

/**
 * One renewal at a time: several tabs that wake up together would otherwise ask the provider
 * together, and a provider that rotates what a session hangs on ends it for the slower ones.
 *
 * The lock is a courtesy and no condition: a tab that hangs with it must not log the others out.
 */
export function renewalLock({
  locks,
  storage,
  patience = patienceByDefault,
}: RenewalLockParts): InTurn {
  return (work) =>
    locks ? byWebLock(locks, patience, work) : byLease(openLease(storage, patience), patience, work)
}

async function byWebLock<Result>(
  locks: Pick<LockManager, 'request'>,
  patience: number,
  work: () => Promise<Result>,
): Promise<Result> {
  let begun: Promise<Result> | undefined
  const begin = (): Promise<Result> => (begun = work())
  try {
    return await locks.request(name, { signal: AbortSignal.timeout(patience) }, begin)
  } catch (error) {
    if (begun) throw error // the work's own failure
    return work() // waited long enough, or an origin that may hold no lock
  }
}

interface Lease {
  readonly take: () => boolean
  readonly isMine: () => boolean
  readonly giveBack: () => void
}

/** Without Web Locks: a note in localStorage, which counts until its time is over. */
async function byLease<Result>(
  lease: Lease,
  patience: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const giveUpAt = Date.now() + patience
  while (Date.now() < giveUpAt) {
    if (lease.take()) {
      await elapsed(pause) // two tabs may both have found it free: the later note stands
      if (lease.isMine()) break
    }
    await elapsed(pause)
  }
  return work().finally(lease.giveBack)
}

function openLease(storage: RenewalLockParts['storage'], lasts: number): Lease {
  const owner = crypto.randomUUID()
  const holder = (): string | undefined => {
    const [id, until] = storage?.getItem(name)?.split(' ') ?? []
    const left = Number(until) - Date.now()
    return left > 0 && left <= lasts ? id : undefined // a note of a wrong clock counts for nobody
  }
  const attempt = <Value>(use: () => Value, otherwise: Value): Value => {
    try {
      return storage ? use() : otherwise
    } catch {
      return otherwise // nobody can be asked, so nobody is waited for
    }
  }
  return {
    take: () =>
      attempt(() => {
        if (holder() !== undefined) return false
        storage?.setItem(name, `${owner} ${Date.now() + lasts}`)
        return true
      }, true),
    isMine: () => attempt(() => holder() === owner, true),
    giveBack: () =>
      attempt(() => {
        if (holder() === owner) storage?.removeItem(name)
      }, undefined),
  }
}

const elapsed = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
