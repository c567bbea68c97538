import type { Session } from './session.ts'

const mostSessions = 2000 // some 4 kB each

/**
 * Opened sessions, by version: opening one costs more than asking the database which version is
 * the present one.
 */
export class SessionCache {
  readonly #sessions = new Map<string, Session>()

  get(digest: Buffer, version: number): Session | undefined {
    const session = this.#sessions.get(digest.toString('latin1'))
    return session?.version === version ? session : undefined
  }

  set(session: Session): void {
    this.#sessions.set(session.digest.toString('latin1'), session)
    const [oldest] = this.#sessions.keys()
    if (this.#sessions.size > mostSessions && oldest !== undefined) this.#sessions.delete(oldest)
  }
}
