import { DocumentUnavailable } from './fetch-document.ts'
import type { KeySource } from './key-source.ts'
import { readSigningKeys, type SigningKey } from './signing-keys.ts'
import { TokenBucket } from './token-bucket.ts'

export interface KeySetOptions {
  readonly algorithms: readonly string[]
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly timings?: Partial<KeySetTimings>
  readonly onEvent?: (event: KeySetEvent) => void
}

/** All in milliseconds. */
export interface KeySetTimings {
  /** Age at which a set is fetched again: within five minutes a withdrawn key is refused. */
  readonly refresh: number
  /** How long the last good set is trusted while no other can be had. */
  readonly trusted: number
  /** Between the beginnings of two fetches while there is no set at all. */
  readonly coldRetry: number
  /** Between two fetches, on average, once there was one; two may follow each other at once. */
  readonly coolDown: number
  /** For one fetch, metadata included: nobody waits longer for a key. */
  readonly timeout: number
}

const hour = 3_600_000
const defaults: KeySetTimings = {
  refresh: 120_000,
  trusted: 24 * hour,
  coldRetry: 2000,
  coolDown: 5000,
  timeout: 2500,
}

export type KeySetEvent =
  | { readonly kind: 'fetched'; readonly keys: number; readonly withdrawn: number }
  | { readonly kind: 'failed'; readonly error: unknown; readonly keys: number }
  | { readonly kind: 'skipped'; readonly reason: string }

/** A key; undefined if the issuer publishes no such key, 'unavailable' if nobody can tell. */
export type FoundKey = SigningKey | 'unavailable' | undefined

export interface KeySetStatus {
  /** Whether tokens can be judged. */
  readonly available: boolean
  readonly keys: number
  /** Age of the last good answer, in milliseconds. */
  readonly age: number | undefined
  readonly failing: boolean
}

/**
 * The issuer's whole set, fetched in the background. A fetch that fails withdraws nothing; a good
 * answer that lacks a key withdraws it at once. However many tokens with unknown key ids arrive,
 * they share one fetch, and when the bucket is empty they are refused without one.
 */
export class KeySet {
  readonly #source: KeySource
  readonly #options: KeySetOptions
  readonly #timings: KeySetTimings
  readonly #bucket: TokenBucket
  #keys: readonly SigningKey[] = []
  #byId: ReadonlyMap<string, SigningKey> = new Map()
  #trustedUntil = 0
  #goodAt: number | undefined
  #lastError: unknown
  #flight: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  readonly #stopping = new AbortController()

  constructor(source: KeySource, options: KeySetOptions) {
    this.#source = source
    this.#options = options
    this.#timings = { ...defaults, ...options.timings }
    this.#bucket = new TokenBucket(2, this.#timings.coolDown, options.now())
  }

  /** Begins to fetch, and keeps the set fresh from then on. */
  async start(): Promise<void> {
    await this.#fetch()
  }

  stop(): void {
    this.#stopping.abort()
    clearTimeout(this.#timer)
  }

  /** Whether there is a set that may be trusted. */
  get available(): boolean {
    return this.#options.now() < this.#trustedUntil
  }

  /** Why the last fetch failed; undefined if it did not. */
  get lastError(): unknown {
    return this.#lastError
  }

  get status(): KeySetStatus {
    return {
      available: this.available,
      keys: this.#keys.length,
      age: this.#goodAt === undefined ? undefined : this.#options.now() - this.#goodAt,
      failing: this.#failing,
    }
  }

  /**
   * The key that a token names. Answers at once, unless the set lacks the key and is fetched anew:
   * if somebody fetches it already, or the cool-down allows.
   */
  find(kid: string | undefined, alg: string): FoundKey | Promise<FoundKey> {
    if (!this.available) {
      return this.#flight?.then(() => this.#look(kid, alg)) ?? 'unavailable'
    }
    const key = this.#known(kid, alg)
    if (key || kid === undefined || this.#byId.has(kid)) return key
    if (this.#flight || this.#bucket.take(this.#options.now())) {
      return this.#fetch().then(() => this.#look(kid, alg))
    }
    return this.#look(kid, alg)
  }

  #look(kid: string | undefined, alg: string): FoundKey {
    if (!this.available) return 'unavailable'
    // while the issuer can't be asked, a key that it has published since looks unknown
    return this.#known(kid, alg) ?? (this.#failing ? 'unavailable' : undefined)
  }

  #known(kid: string | undefined, alg: string): SigningKey | undefined {
    if (kid === undefined) {
      const [key, ...others] = this.#keys.filter(({ algorithms }) => algorithms.includes(alg))
      return others.length === 0 ? key : undefined
    }
    const key = this.#byId.get(kid)
    return key?.algorithms.includes(alg) ? key : undefined
  }

  get #failing(): boolean {
    return this.#lastError !== undefined
  }

  #fetch(): Promise<void> {
    clearTimeout(this.#timer)
    this.#flight ??= this.#attempt().finally(() => {
      this.#flight = undefined
    })
    return this.#flight
  }

  async #attempt(): Promise<void> {
    const { now, algorithms, onEvent } = this.#options
    const beganAt = now()
    try {
      const timeout = AbortSignal.timeout(this.#timings.timeout)
      const jwks = await this.#source(AbortSignal.any([timeout, this.#stopping.signal]))
      const keys = readSigningKeys(jwks, algorithms, this.#keys, (reason) =>
        onEvent?.({ kind: 'skipped', reason }),
      )
      if (!keys) throw new DocumentUnavailable('the document is no JWK Set')
      this.#replace(keys, beganAt)
    } catch (error) {
      if (this.#stopping.signal.aborted) return // nobody is left to be told
      this.#lastError = error
      onEvent?.({ kind: 'failed', error, keys: this.#keys.length })
    }
    this.#schedule(now() - beganAt)
  }

  #replace(keys: readonly SigningKey[], answeredAt: number): void {
    const withdrawn = this.#keys.filter((key) => !keys.includes(key))
    for (const key of withdrawn) key.withdrawn = true
    this.#keys = keys
    this.#byId = new Map(keys.flatMap((key) => (key.kid === undefined ? [] : [[key.kid, key]])))
    this.#goodAt = answeredAt
    this.#trustedUntil = answeredAt + this.#timings.trusted
    this.#lastError = undefined
    this.#options.onEvent?.({ kind: 'fetched', keys: keys.length, withdrawn: withdrawn.length })
  }

  #schedule(took: number): void {
    if (this.#stopping.signal.aborted) return
    const { refresh, coldRetry, coolDown } = this.#timings
    const delay = !this.available
      ? Math.max(0, coldRetry - took)
      : this.#failing
        ? 2 * coolDown
        : refresh
    this.#timer = setTimeout(() => this.#refresh(), delay).unref()
  }

  /** A fetch nobody waits for: it takes its turn with those that an unknown key id asked for. */
  #refresh(): void {
    if (!this.available || this.#bucket.take(this.#options.now())) void this.#fetch()
    else this.#timer = setTimeout(() => this.#refresh(), this.#timings.coolDown).unref()
  }
}
