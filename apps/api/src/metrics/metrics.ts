import { Injectable } from '@nestjs/common'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { AccessRefused } from '../access-token/errors.ts'
import type { KeySetEvent } from '../access-token/keys/key-set.ts'

/** What is counted. Labels hold names of ours alone: whatever a peer may choose has no end. */
@Injectable()
export class Metrics {
  readonly registry = new Registry()
  readonly #registers = [this.registry]

  readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: this.#registers,
  })

  readonly #refusals = new Counter({
    name: 'access_refused_total',
    help: 'Requests that the guard refused, by the check that refused them',
    labelNames: ['code', 'check'],
    registers: this.#registers,
  })

  readonly #fetches = new Counter({
    name: 'signing_key_fetches_total',
    help: "Fetches of the issuer's keys",
    labelNames: ['outcome'],
    registers: this.#registers,
  })

  readonly droppedLines = new Counter({
    name: 'log_lines_dropped_total',
    help: 'Log lines that nobody took in time',
    registers: this.#registers,
  })

  /** A number that is asked for whenever somebody reads the metrics. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: this.#registers,
      collect() {
        this.set(read())
      },
    })
  }

  countRefusal({ code, refusal }: AccessRefused): void {
    this.#refusals.inc({ code, check: refusal?.check ?? 'none' })
  }

  countFetch({ kind }: KeySetEvent): void {
    if (kind !== 'skipped') this.#fetches.inc({ outcome: kind })
  }
}
