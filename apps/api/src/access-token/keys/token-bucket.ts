/** Tokens drip in steadily up to a burst; whoever finds none goes away at once, nobody waits. */
export class TokenBucket {
  readonly #burst: number
  readonly #millisecondsPerToken: number
  #tokens: number
  #countedAt: number

  constructor(burst: number, millisecondsPerToken: number, now: number) {
    this.#burst = burst
    this.#millisecondsPerToken = millisecondsPerToken
    this.#tokens = burst
    this.#countedAt = now
  }

  take(now: number): boolean {
    const dripped = Math.floor(Math.max(0, now - this.#countedAt) / this.#millisecondsPerToken)
    this.#tokens += dripped
    this.#countedAt += dripped * this.#millisecondsPerToken
    if (this.#tokens >= this.#burst || now < this.#countedAt) {
      this.#tokens = Math.min(this.#tokens, this.#burst)
      this.#countedAt = now
    }
    if (this.#tokens === 0) return false
    this.#tokens--
    return true
  }
}
