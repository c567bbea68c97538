import type { Principal } from './principal.ts'

export interface SignOut {
  readonly subject: string
  /** Tokens that were issued before it are refused. */
  readonly before: Date
}

/**
 * The end-users of the issuer whom an administrator signed out. A JWT is good until it expires,
 * whatever became of its owner since; this is asked for each request, and from memory.
 */
export class SignedOut {
  #moments: ReadonlyMap<string, number> = new Map()

  replace(all: readonly SignOut[]): void {
    this.#moments = new Map(all.map(({ subject, before }) => [subject, before.getTime() / 1000]))
  }

  has({ subject, issuedAt }: Principal): boolean {
    if (this.#moments.size === 0) return false
    return issuedAt < (this.#moments.get(subject) ?? 0)
  }
}
