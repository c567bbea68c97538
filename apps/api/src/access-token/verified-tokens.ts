import type { SigningKey } from './keys/signing-keys.ts'
import type { Principal } from './principal.ts'

interface Verified {
  readonly principal: Principal
  readonly key: SigningKey
  /** Milliseconds since the epoch. */
  readonly until: number
}

interface Entry extends Verified {
  /** Whether somebody asked for it since the hand last went by. */
  asked: boolean
}

const charactersPerToken = 1500 // most have 900; whoever sends long ones gets fewer remembered

/**
 * Remembers tokens that passed every check, by every byte of the line they came in. An entry dies
 * when its token expires or its key is withdrawn. Refused tokens are not remembered: whoever sends
 * many would push out the good ones.
 *
 * What goes when it is full is found by a hand that passes over the entries in turn, spares each
 * that was asked for since it came by last, and takes the first that was not. A hit then costs one
 * look-up and moves nothing, and tokens that come once do not push out those that come often.
 *
 * @see [SIEVE](https://www.usenix.org/conference/nsdi24/presentation/zhang-yazhuo)
 */
export class VerifiedTokens {
  readonly #entries = new Map<string, Entry>()
  readonly #maximum: number
  readonly #now: () => number
  #hand = this.#entries.entries()
  #characters = 0

  /** @param maximum how many are remembered at most; 0 for none */
  constructor(maximum: number, now: () => number) {
    this.#maximum = maximum
    this.#now = now
  }

  find(line: string): Principal | undefined {
    const entry = this.#entries.get(line)
    if (!entry) return undefined
    if (!entry.key.withdrawn && this.#now() < entry.until) {
      entry.asked = true
      return entry.principal
    }
    this.#forget(line)
    return undefined
  }

  remember(line: string, { principal, key, until }: Verified): void {
    if (this.#maximum === 0) return
    this.#forget(line) // of two requests that verified it at once, one counts
    while (this.#isFullFor(line)) this.#forget(this.#takeOut())
    this.#entries.set(line, { principal, key, until, asked: false })
    this.#characters += line.length
  }

  get size(): number {
    return this.#entries.size
  }

  #isFullFor({ length }: string): boolean {
    const { size } = this.#entries
    if (size === 0) return false
    return size >= this.#maximum || this.#characters + length > this.#maximum * charactersPerToken
  }

  /** The line of an entry that nobody asked for; some entry is there. */
  #takeOut(): string {
    for (;;) {
      const { value, done } = this.#hand.next()
      // a Map's iterator goes on where it was, whatever came and went meanwhile
      if (done) this.#hand = this.#entries.entries()
      else if (value[1].asked) value[1].asked = false
      else return value[0]
    }
  }

  #forget(line: string): void {
    if (this.#entries.delete(line)) this.#characters -= line.length
  }
}
