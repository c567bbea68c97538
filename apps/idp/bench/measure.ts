import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { logIn, scenarios } from './login.ts'
import type { Scenario } from './login.ts'
import { providers } from './providers.ts'
import type { ProviderName } from './providers.ts'
import { startServer } from './server-process.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    logins: { type: 'string', default: '20' },
  },
})
const [rounds, logins] = [Number(values.rounds), Number(values.logins)]
const names = Object.keys(providers) as ProviderName[]

const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN
const rounded = (value: number): number => Number(value.toFixed(2))

interface Start {
  readonly firstAnswer: number
  /** Of those, what the processor worked: the rest is what else the machine does. */
  readonly firstAnswerCpu: number
  readonly tenant: number
}

/** Milliseconds in process: to the first page, and for one tenant. */
async function measureStart(): Promise<Start> {
  const child = fork(new URL('./first-answer.ts', import.meta.url), { env: { ...process.env } })
  const [measured] = (await once(child, 'message')) as [Start]
  return measured
}
const starts: Start[] = []
for (let round = 0; round < rounds; round++) starts.push(await measureStart())

const servers = {
  ours: await startServer(providers.ours),
  'oidc-provider': await startServer(providers['oidc-provider']),
}

/** CPU milliseconds of the server for one login: what this process or another uses is not in it. */
async function measure(name: ProviderName, scenario: Scenario): Promise<number> {
  const { issuer, cpu } = servers[name]
  const before = await cpu()
  for (let count = 0; count < logins; count++) await logIn(providers[name], issuer, scenario)
  return ((await cpu()) - before) / logins / 1000
}

const costs = new Map<string, Record<ProviderName, number[]>>(
  scenarios.map(({ id }) => [id, { ours: [], 'oidc-provider': [] }]),
)
for (let round = -1; round < rounds; round++) {
  for (const scenario of scenarios) {
    // in turn, so that what else the machine does hits nobody always
    for (const name of round % 2 ? names : names.toReversed()) {
      const cost = await measure(name, scenario)
      if (round >= 0) costs.get(scenario.id)?.[name].push(cost)
    }
  }
  console.log(round < 0 ? 'warmed up' : `round ${round + 1} of ${rounds}`)
}
for (const server of Object.values(servers)) server.stop()

const millisecondsPerLogin = Object.fromEntries(
  [...costs].map(([id, cost]) => {
    const [ours, theirs] = [median(cost.ours), median(cost['oidc-provider'])]
    return [
      id,
      { ours: rounded(ours), 'oidc-provider': rounded(theirs), ratio: rounded(ours / theirs) },
    ]
  }),
)
const inProcess = {
  'start to first page, ms (goal: under 300)': rounded(
    median(starts.map(({ firstAnswer }) => firstAnswer)),
  ),
  'of which CPU, ms': rounded(median(starts.map(({ firstAnswerCpu }) => firstAnswerCpu))),
  'one tenant, ms (goal: under 5)': rounded(median(starts.map(({ tenant }) => tenant))),
}
const processStart = Object.fromEntries(
  names.map((name) => [name, rounded(servers[name].startedAfter)]),
)
const conditions = { node: process.version, rounds, logins, load: loadavg() }

console.log(conditions)
console.log('CPU milliseconds of the server for one login (goal: ratio under 1)')
console.table(millisecondsPerLogin)
console.table(inProcess)
console.log('milliseconds from the start of the process to its first answer')
console.table(processStart)
if (values.json !== undefined) {
  const report = { ...conditions, millisecondsPerLogin, inProcess, processStart }
  writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`)
}
