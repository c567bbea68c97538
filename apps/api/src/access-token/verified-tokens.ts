import type { SigningKey } from './keys/signing-keys.ts'
import type { Principal } from './principal.ts'

interface Entry {
  readonly principal: Principal
  readonly key: SigningKey
  /** Milliseconds since the epoch. */
  readonly until: number
}

/**
 * Remembers tokens that passed every check, the least recently used first to go. An entry is found
 * by every byte of its token, and dies when the token expires or its key is withdrawn. Refused
 * tokens are not remembered: whoever sends many would push out the good ones.
 */
export class VerifiedTokens {
  readonly #entries = new Map<string, Entry>()
  readonly #maximum: number
  readonly #now: () => number

  constructor(maximum: number, now: () => number) {
    this.#maximum = maximum
    this.#now = now
  }

  find(token: string): Principal | undefined {
    const entry = this.#entries.get(token)
    if (!entry) return undefined
    this.#entries.delete(token)
    if (entry.key.withdrawn || this.#now() >= entry.until) return undefined
    this.#entries.set(token, entry) // a Map keeps the order of insertion: now it is the youngest
    return entry.principal
  }

  remember(token: string, entry: Entry): void {
    if (this.#maximum === 0) return
    this.#entries.delete(token) // two requests may have verified it at the same time
    if (this.#entries.size >= this.#maximum) {
      for (const oldest of this.#entries.keys()) {
        this.#entries.delete(oldest)
        break
      }
    }
    this.#entries.set(token, entry)
  }

  get size(): number {
    return this.#entries.size
  }
}
