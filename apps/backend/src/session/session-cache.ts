import type { Session } from './session.ts'

const mostSessions = 2000 // some 4 kB each

interface Entry {
  readonly session: Session
  /** When the database said so; undefined: not to be relied on. */
  readonly confirmedAt: Date | undefined
}

/** Opened sessions: opening one costs more than asking the database which version is present. */
export class SessionCache {
  readonly #entries = new Map<string, Entry>()

  /** The session in that version, however long ago it was confirmed. */
  get(digest: Buffer, version: number): Session | undefined {
    const session = this.#entries.get(keyOf(digest))?.session
    return session?.version === version ? session : undefined
  }

  /** The session, and how many milliseconds ago it was confirmed. */
  confirmed(digest: Buffer, now: Date): { session: Session; age: number } | undefined {
    const { session, confirmedAt } = this.#entries.get(keyOf(digest)) ?? {}
    if (!session || !confirmedAt) return undefined
    const age = now.getTime() - confirmedAt.getTime()
    return age < 0 ? undefined : { session, age } // a clock that was set back confirms nothing
  }

  set(session: Session, confirmedAt: Date | undefined): void {
    this.#entries.set(keyOf(session.digest), { session, confirmedAt })
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > mostSessions && oldest !== undefined) this.#entries.delete(oldest)
  }

  /** @param digest in hexadecimal, too, as the database tells it */
  forget(digest: Buffer | string): void {
    this.#entries.delete(typeof digest === 'string' ? digest : keyOf(digest))
  }
}

const keyOf = (digest: Buffer): string => digest.toString('hex')
