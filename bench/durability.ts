import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freePorts } from '../scripts/ports.ts'
import { ApiProcess, buildApi } from './api-process.ts'
import { startIssuer } from './issuer.ts'
import { KillablePostgres } from './killable-postgres.ts'
import { Writers, type Answers } from './writers.ts'

/** Who is killed, in turn. */
export const victims = ['the API', 'a connection of PostgreSQL', 'PostgreSQL'] as const

export interface DurabilityReport {
  readonly rounds: number
  /** Writes that were answered with 201. */
  readonly acknowledged: number
  /** Of these, how many are not stored. */
  readonly lost: number
  /** Writes of which more or less than one entry is stored, after everything was sent again. */
  readonly notOnce: number
  readonly answers: Answers
  /** Whether the API ever ended although nobody killed it. */
  readonly apiEnded: boolean
  /** From a kill to the next acknowledged write. */
  readonly slowestRecoveryMilliseconds: number
}

export interface DurabilityOptions {
  readonly rounds: number
  readonly writers?: number
  readonly onRound?: (round: number, victim: string, acknowledged: number) => void
}

/** Kills API and PostgreSQL while entries are written, and counts what is left of the answers. */
export async function testDurability(options: DurabilityOptions): Promise<DurabilityReport> {
  await buildApi()
  const issuer = await startIssuer()
  const postgres = new KillablePostgres()
  await postgres.start()
  const [port = 0] = await freePorts(1)
  const api = new ApiProcess({ port, databaseUrl: postgres.url, issuer: issuer.url })
  try {
    await api.start()
    const token = issuer.token('auth0|writer', 'create:timesheets')
    const writers = new Writers(api.url, token, options.writers ?? 8)
    const lost = new Set<number>()
    let slowestRecoveryMilliseconds = 0
    let apiEnded = false
    for (let round = 0; round < options.rounds; round++) {
      const victim = victims[round % victims.length] ?? victims[0]
      // at another moment of the writes each time, and the same moments in each run
      await sleep(200 + ((round * 137) % 400))
      const killed = performance.now()
      if (victim === 'the API') {
        await api.kill()
        await api.start()
      } else if (victim === 'PostgreSQL') await postgres.killServer()
      else await postgres.killConnection()
      await nextAcknowledgement(writers)
      slowestRecoveryMilliseconds = Math.max(
        slowestRecoveryMilliseconds,
        performance.now() - killed,
      )
      apiEnded ||= api.isGone
      for (const number of await missing(postgres, writers)) lost.add(number)
      options.onRound?.(round + 1, victim, writers.acknowledged.size)
    }
    const written = await writers.stop()
    for (const number of await missing(postgres, writers)) lost.add(number)
    return {
      rounds: options.rounds,
      acknowledged: writers.acknowledged.size,
      lost: lost.size,
      notOnce: await countNotOnce(postgres, written),
      answers: writers.answers,
      apiEnded,
      slowestRecoveryMilliseconds: Math.round(slowestRecoveryMilliseconds),
    }
  } finally {
    await api.kill()
    await postgres.stop()
    issuer.stop()
  }
}

async function nextAcknowledgement(writers: Writers): Promise<void> {
  const before = writers.acknowledged.size
  const deadline = Date.now() + 60_000
  while (writers.acknowledged.size === before) {
    if (Date.now() > deadline) throw new Error('no write was acknowledged within a minute')
    await sleep(5)
  }
}

/** The acknowledged writes that are not stored. */
async function missing(postgres: KillablePostgres, writers: Writers): Promise<number[]> {
  const acknowledged = [...writers.acknowledged]
  const rows = await postgres.query<{ id: string }>('select id from entries')
  const stored = new Set(rows.map(({ id }) => id))
  return acknowledged.filter(([, id]) => !stored.has(id)).map(([number]) => number)
}

async function countNotOnce(postgres: KillablePostgres, written: number): Promise<number> {
  const [row] = await postgres.query<{ once: string; rows: string }>(
    'select count(distinct note) as once, count(*) as rows from entries',
  )
  const once = Number(row?.once)
  return written - once + (Number(row?.rows) - once)
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '50' }, json: { type: 'string' } },
  })
  const report = await testDurability({
    rounds: Number(values.rounds),
    onRound: (round, victim, acknowledged) =>
      console.log(`round ${round}: killed ${victim}; ${acknowledged} writes acknowledged so far`),
  })
  console.log(report)
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`)
  }
  process.exitCode = report.lost + report.notOnce > 0 || report.apiEnded ? 1 : 0
}
