/** A clock that a test moves, and that all parties share. */
export class TestClock {
  #offset = 0

  readonly now = (): Date => new Date(Date.now() + this.#offset)

  forward(milliseconds: number): void {
    this.#offset += milliseconds
  }

  get seconds(): number {
    return Math.floor(this.now().getTime() / 1000)
  }
}

export const minute = 60_000
export const hour = 60 * minute
