import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { freePorts } from '../scripts/ports.ts'
import { startPostgres } from '../scripts/postgres.ts'
import { ApiProcess, buildApi } from './api-process.ts'
import { startIssuer, type Issuer } from './issuer.ts'
import { fill, manager, reader } from './listing-data.ts'

interface Scenario {
  readonly id: string
  readonly path: string
  /** Reads the page that follows this many entries. */
  readonly skip?: number
  readonly subject?: string
  /** How many entries the page has: as many in both databases. */
  readonly items?: number
}

const page = 'limit=10'
const scenarios: readonly Scenario[] = [
  { id: 'own, first page', path: `/timesheets?${page}` },
  { id: 'own, the longest page', path: '/timesheets', items: 100 },
  { id: 'own, a page in the middle', path: `/timesheets?${page}`, skip: 200 },
  { id: 'own, of a week', path: `/timesheets?${page}&week=2026-W40` },
  { id: 'own, of a project', path: `/timesheets?${page}&project=Project%203` },
  { id: 'own, of a state', path: `/timesheets?${page}&status=rejected` },
  { id: 'own, of project and state', path: `/timesheets?${page}&project=Project%203&status=draft` },
  {
    id: 'own, none such',
    path: `/timesheets?${page}&project=Project%209&status=rejected`,
    items: 0,
  },
  { id: 'approvals', path: `/approvals?${page}`, subject: manager },
  { id: 'approvals, in the middle', path: `/approvals?${page}`, skip: 100, subject: manager },
  {
    id: 'approvals, of a project',
    path: `/approvals?${page}&project=Project%203`,
    subject: manager,
  },
  { id: 'approvals, of a week', path: `/approvals?${page}&week=2026-W40`, subject: manager },
]

/** A page of one scenario in one database, ready to be read again and again. */
type Read = () => Promise<number>

async function prepare(api: ApiProcess, issuer: Issuer, scenario: Scenario): Promise<Read> {
  const { path, skip = 0, subject = reader, items: expected = 10 } = scenario
  const scope = 'read:timesheets approve:timesheets'
  const headers = { authorization: `Bearer ${issuer.token(subject, scope)}` }
  const get = async (query = '') => {
    const response = await fetch(`${api.url}/api${path}${query}`, { headers })
    const body = (await response.json()) as { items: unknown[]; nextCursor?: string }
    if (response.status !== 200) throw new Error(`${scenario.id}: status ${response.status}`)
    return body
  }
  let query = ''
  for (let seen = 0; seen < skip; seen += 10) {
    query = `&cursor=${(await get(query)).nextCursor ?? ''}`
  }
  return async () => {
    const start = performance.now()
    const { items } = await get(query)
    const took = performance.now() - start
    if (items.length !== expected) throw new Error(`${scenario.id}: ${items.length} entries`)
    return took
  }
}

export interface ListingReport {
  readonly sizes: readonly [number, number]
  /** Median milliseconds of one page in each, and how many times the second costs the first. */
  readonly scenarios: Readonly<Record<string, { small: number; large: number; ratio: number }>>
}

export interface ListingOptions {
  readonly sizes?: readonly [number, number]
  readonly rounds?: number
}

/** Compares what a page costs in a small and in a large database, measured side by side over HTTP. */
export async function measureListing(options: ListingOptions = {}): Promise<ListingReport> {
  const { sizes = [1000, 1_000_000], rounds = 300 } = options
  await buildApi()
  const issuer = await startIssuer()
  const postgres = await startPostgres()
  const ports = await freePorts(2)
  const apis: ApiProcess[] = []
  try {
    for (const [index, size] of sizes.entries()) {
      const databaseUrl = await createDatabase(postgres.url)
      const api = new ApiProcess({ port: ports[index] ?? 0, databaseUrl, issuer: issuer.url })
      apis.push(api)
      await api.start() // and migrates
      console.log(`filling a database with ${size} entries`)
      await fill(databaseUrl, issuer.url, size)
    }
    const results: Record<string, { small: number; large: number; ratio: number }> = {}
    for (const scenario of scenarios) {
      const reads = await Promise.all(apis.map((api) => prepare(api, issuer, scenario)))
      results[scenario.id] = await compare(reads, rounds)
    }
    return { sizes, scenarios: results }
  } finally {
    for (const api of apis) await api.kill()
    await postgres.stop()
    issuer.stop()
  }
}

async function createDatabase(serverUrl: string): Promise<string> {
  const name = `listing_${randomBytes(4).toString('hex')}`
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href
}

/** In turn, and who begins changes, so that a neighbour's noise hits both. */
async function compare(reads: readonly Read[], rounds: number) {
  const times: [small: number, large: number][] = []
  for (let round = -30; round < rounds; round++) {
    const pair: [number, number] = [0, 0]
    for (const index of round % 2 ? ([0, 1] as const) : ([1, 0] as const)) {
      pair[index] = (await reads[index]?.()) ?? NaN
    }
    if (round >= 0) times.push(pair) // the first rounds warm up
  }
  const small = median(times.map(([time]) => time))
  const large = median(times.map(([, time]) => time))
  return { small, large, ratio: large / small }
}

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? NaN

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      rounds: { type: 'string', default: '300' },
      large: { type: 'string', default: '1000000' },
    },
  })
  const report = await measureListing({
    rounds: Number(values.rounds),
    sizes: [1000, Number(values.large)],
  })
  const rounded = Object.entries(report.scenarios).map(([id, { small, large, ratio }]) => [
    id,
    { 'ms of 1,000': small.toFixed(2), 'ms of many': large.toFixed(2), ratio: ratio.toFixed(2) },
  ])
  console.table(Object.fromEntries(rounded))
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`)
  }
}
