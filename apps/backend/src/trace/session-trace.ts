import { Inject, Injectable, Logger } from '@nestjs/common'
import { and, asc, desc, eq, lte, sql } from 'drizzle-orm'
import type { Trace, TraceEvent } from '@frontchannel/conformance'
import { config, type Config } from '../config.ts'
import { database, type Database } from '../database/database.ts'
import { traceEvents } from '../database/schema.ts'

const mostEvents = 200

/**
 * What the back channel said, for the inspector: in the demo only, without tokens, codes and
 * secrets. In the database, because the next request may be another process's.
 */
@Injectable()
export class SessionTrace {
  readonly #log = new Logger('Trace')
  readonly isOn: boolean

  constructor(
    @Inject(config) { demo }: Config,
    @Inject(database) private readonly db: Database,
  ) {
    this.isOn = demo
  }

  /** Collects events as they happen; undefined where nobody will look at them. */
  recorder(): { readonly trace: Trace | undefined; readonly events: readonly TraceEvent[] } {
    const events: TraceEvent[] = []
    return { trace: this.isOn ? (event) => void events.push(event) : undefined, events }
  }

  /** Never fails: a request is worth more than its trace. */
  async append(session: Buffer, events: readonly TraceEvent[]): Promise<void> {
    if (!this.isOn || events.length === 0) return
    try {
      const [first] = await this.db
        .insert(traceEvents)
        .values(events.map((event) => ({ session, event })))
        .returning({ id: traceEvents.id })
      if (first) await this.#forgetOldest(session)
    } catch (err) {
      this.#log.warn({ msg: 'trace events were not kept', err })
    }
  }

  async read(session: Buffer): Promise<TraceEvent[]> {
    const rows = await this.db
      .select({ event: traceEvents.event })
      .from(traceEvents)
      .where(eq(traceEvents.session, session))
      .orderBy(asc(traceEvents.id))
    return rows.map(({ event }) => event)
  }

  async #forgetOldest(session: Buffer): Promise<void> {
    const beyond = this.db
      .select({ id: traceEvents.id })
      .from(traceEvents)
      .where(eq(traceEvents.session, session))
      .orderBy(desc(traceEvents.id))
      .offset(mostEvents)
      .limit(1)
    await this.db
      .delete(traceEvents)
      .where(and(eq(traceEvents.session, session), lte(traceEvents.id, sql`(${beyond})`)))
  }
}
