import { setTimeout as sleep } from 'node:timers/promises'

/** How often each answer came; `none` where there was no answer. */
export type Answers = Readonly<Record<string, number>>

const entry = { date: '2026-11-20', project: 'StoreZero', minutes: 60 }

/**
 * Writes entries, one after the other in each of its lines, until it is stopped. What is not
 * acknowledged is sent again with its key.
 */
export class Writers {
  /** The ids of acknowledged entries, by the number of the write. */
  readonly acknowledged = new Map<number, string>()
  readonly #answers: Record<string, number> = {}
  readonly #lines: Promise<void>[]
  #next = 0
  #stopping = false

  constructor(url: string, token: string, lines: number) {
    this.#lines = Array.from({ length: lines }, () => this.#write(url, token))
  }

  get answers(): Answers {
    return this.#answers
  }

  /** Resolves when everything that was begun is acknowledged. */
  async stop(): Promise<number> {
    this.#stopping = true
    await Promise.all(this.#lines)
    return this.#next
  }

  async #write(url: string, token: string): Promise<void> {
    while (!this.#stopping) {
      const number = this.#next++
      for (;;) {
        const id = await this.#send(url, token, number)
        if (id !== undefined) {
          this.acknowledged.set(number, id)
          break
        }
        await sleep(50)
      }
    }
  }

  async #send(url: string, token: string, number: number): Promise<string | undefined> {
    try {
      const response = await fetch(`${url}/api/timesheets`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': `write-${number}`,
        },
        body: JSON.stringify({ ...entry, note: `write ${number}` }),
        signal: AbortSignal.timeout(10_000),
      })
      const body = (await response.json()) as { id?: string }
      this.#count(String(response.status))
      return response.status === 201 ? body.id : undefined
    } catch {
      this.#count('none')
      return undefined
    }
  }

  #count(answer: string): void {
    this.#answers[answer] = (this.#answers[answer] ?? 0) + 1
  }
}
