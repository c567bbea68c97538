import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { build } from '../../../scripts/build.ts'
import { freePorts } from '../../../scripts/ports.ts'
import { startPostgres } from '../../../scripts/postgres.ts'
import { spaOrigin, TestBrowser } from '../test/browser.ts'
import { TestClock } from '../test/clock.ts'
import { audience, serveMockIdp } from '../test/mock-idp.ts'
import { clientSecret } from '../test/provider.ts'
import { logInAtProvider, scope } from '../test/spa.ts'
import { load } from './load.ts'
import { ServerProcess } from './server-process.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    requests: { type: 'string', default: '1000' },
  },
})
const rounds = Number(values.rounds)
const requests = Number(values.requests)
const warmUp = 8000 // code that has just been loaded costs more than code that runs
const goal = 0.35

const packages = ['conformance', 'relying-party', 'contract'].map((name) => `packages/${name}`)
await build({ workspaces: [...packages, 'apps/api', 'apps/backend'] })

const clock = new TestClock()
const idp = await serveMockIdp(clock)
const postgres = await startPostgres()
const [apiPort = 0, ...ports] = await freePorts(4)

async function newDatabase(): Promise<string> {
  const name = `bench_${randomBytes(4).toString('hex')}`
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href
}

const built = (app: string): URL => new URL(`../../${app}/dist/main.js`, import.meta.url)
const shared = { OIDC_ISSUER: idp.issuer, OIDC_AUDIENCE: audience }
const api = await ServerProcess.start(built('api'), apiPort, '/health/ready', {
  ...shared,
  DATABASE_URL: await newDatabase(),
})
const backEnd = await ServerProcess.start(built('backend'), ports[0] ?? 0, '/health/ready', {
  ...shared,
  DATABASE_URL: await newDatabase(),
  OIDC_BACKEND_CLIENT_SECRET: clientSecret,
  OIDC_SCOPE: scope,
  API_URL: api.url,
  SPA_URL: spaOrigin,
})

const browser = new TestBrowser(backEnd.url)
const { handOff } = await logInAtProvider(idp.issuer, 'code id_token', browser, clock)
const { status, text } = await browser.handOver(handOff)
if (status !== 201) throw new Error(`nobody could log in: ${text}`)
for (let index = 0; index < 100; index++) {
  const entry = { date: '2026-11-20', project: 'StoreZero', minutes: 30, note: 'Checkout page' }
  const answer = await browser.call('/backend/api/timesheets', { method: 'POST', body: entry })
  if (answer.status !== 201) throw new Error(`no entry was made: ${answer.text}`)
}

// the proxies know nobody: they send one token, of the kind that the back-end sends
const { token } = await idp.idp.control.mint({ kind: 'access-token' })
const proxyEnv = { API_URL: api.url, ACCESS_TOKEN: token }
const proxy = (name: string, port = 0): Promise<ServerProcess> =>
  ServerProcess.start(
    new URL(`./servers/${name}.ts`, import.meta.url),
    port,
    '/health/live',
    proxyEnv,
  )

interface Candidate {
  readonly server: ServerProcess
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

// what a browser sends along
const usual = {
  accept: 'application/json',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-US,en;q=0.9',
  referer: `${spaOrigin}/timesheets`,
  'sec-fetch-dest': 'empty',
  'sec-fetch-mode': 'cors',
  'sec-fetch-site': 'same-origin',
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
}
const servers = {
  'the back-end': backEnd,
  'http-proxy alone': await proxy('http-proxy', ports[1]),
  '@fastify/http-proxy alone': await proxy('fastify-http-proxy', ports[2]),
}
const pages = { '20 entries': '?limit=20', '100 entries': '' }
const candidates: Readonly<Record<string, Candidate>> = Object.fromEntries(
  Object.entries(pages).flatMap(([page, query]) =>
    Object.entries(servers).map(([name, server]) => {
      const isOurs = server === backEnd
      const path = `${isOurs ? '/backend' : ''}/api/timesheets${query}`
      const headers = isOurs ? { ...usual, cookie: browser.cookieHeader } : usual
      return [`${page}, ${name}`, { server, path, headers }]
    }),
  ),
)

/** CPU microseconds for one forwarded request, and those of the API for the same. */
interface Cost {
  readonly own: number
  readonly api: number
}

async function measure({ server, path, headers }: Candidate, count = requests): Promise<Cost> {
  const before = [await server.cpu('collect'), await api.cpu('collect')] as const
  await load({ url: server.url, path, headers, connections: 32, requests: count })
  const after = [await server.cpu(), await api.cpu()] as const
  return { own: (after[0] - before[0]) / count, api: (after[1] - before[1]) / count }
}

const costs = new Map<string, Cost[]>(Object.keys(candidates).map((name) => [name, []]))
for (let round = -1; round < rounds; round++) {
  for (const [name, candidate] of Object.entries(candidates)) {
    const cost = await measure(candidate, round < 0 ? warmUp : requests)
    if (round >= 0) costs.get(name)?.push(cost)
  }
  console.log(round < 0 ? 'warmed up' : `round ${round + 1} of ${rounds}`)
}
for (const server of Object.values(servers)) server.stop()
api.stop()
await Promise.all([idp.stop(), postgres.stop()])

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[list.length >> 1] ?? Number.NaN
const rounded = (value: number): number => Number(value.toFixed(3))
const results = Object.fromEntries(
  [...costs].map(([name, list]) => [
    name,
    {
      microseconds: rounded(median(list.map(({ own }) => own))),
      microsecondsOfTheApi: rounded(median(list.map((cost) => cost.api))),
      ratio: rounded(median(list.map((cost) => cost.own / cost.api))),
    },
  ]),
)
const conditions = { node: process.version, rounds, requests, load: loadavg() }
console.log(conditions)
console.table(results)
console.log(`goal: the back-end's ratio is at most ${goal}`)
if (values.json !== undefined) {
  const report = { ...conditions, goal, results }
  writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`)
}
