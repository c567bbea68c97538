import type { SigningKey } from './keys/signing-keys.ts'
import type { Principal } from './principal.ts'

interface Entry {
  readonly principal: Principal
  readonly key: SigningKey
  /** Milliseconds since the epoch. */
  readonly until: number
}

/**
 * Remembers tokens that passed every check, by every byte of the line they came in. An entry dies
 * when its token expires or its key is withdrawn. Refused tokens are not remembered: whoever sends
 * many would push out the good ones.
 *
 * Two generations stand in for a list of what was used when: what is not asked for while the young
 * one fills up is forgotten with the old one. A hit then costs one look-up and writes nothing.
 */
export class VerifiedTokens {
  #young = new Map<string, Entry>()
  #old = new Map<string, Entry>()
  readonly #generation: number
  readonly #now: () => number

  /** @param maximum how many are remembered at most; 0 for none */
  constructor(maximum: number, now: () => number) {
    this.#generation = Math.floor(maximum / 2)
    this.#now = now
  }

  find(line: string): Principal | undefined {
    const entry = this.#young.get(line) ?? this.#rescue(line)
    if (!entry) return undefined
    if (!entry.key.withdrawn && this.#now() < entry.until) return entry.principal
    this.#young.delete(line)
    return undefined
  }

  remember(line: string, entry: Entry): void {
    if (this.#generation === 0) return
    this.#old.delete(line)
    if (this.#young.size >= this.#generation) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(line, entry)
  }

  get size(): number {
    return this.#young.size + this.#old.size
  }

  #rescue(line: string): Entry | undefined {
    const entry = this.#old.get(line)
    if (entry) this.remember(line, entry)
    return entry
  }
}
