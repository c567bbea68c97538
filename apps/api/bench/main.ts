import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { build } from '../../../scripts/build.ts'
import { audience, BenchIssuer } from './issuer.ts'
import { load } from './load.ts'
import { pin } from './pin.ts'
import { comparisons, scenariosFor, type Scenario } from './scenarios.ts'
import { ServerProcess } from './server-process.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '25' },
    seconds: { type: 'string', default: '0.4' },
  },
})
const rounds = Number(values.rounds)
const milliseconds = 1000 * Number(values.seconds)

await build({ workspaces: ['packages/conformance', 'packages/contract', 'apps/api'] })
const issuer = await BenchIssuer.start()
const settings = { issuer: issuer.url, audience }
const servers = {
  ours: await ServerProcess.start('ours', settings),
  stock: await ServerProcess.start('stock', settings),
}
console.log('signing tokens')
const scenarios = scenariosFor(issuer)

/** CPU microseconds for one request, on the server's side: waiting for a busy machine is not in it. */
async function measure({ id, server, path, tokens, status }: Scenario): Promise<number> {
  const target = servers[server]
  const before = await target.usage('collect')
  const { url } = target
  const { count, statuses } = await load({ url, path, tokens, connections: 64, milliseconds })
  const after = await target.usage()
  if (statuses[status] !== count) {
    throw new Error(`${id}: ${JSON.stringify(statuses)} instead of ${status}`)
  }
  return (after.cpu - before.cpu) / count
}

if (pin(process.pid, 1)) for (const { pid } of Object.values(servers)) pin(pid, 0)

// what a token costs the first time is in no scenario: each is sent once before anything is measured
for (const { server, path, tokens } of scenarios) {
  const { url } = servers[server]
  await load({ url, path, tokens, connections: 64, milliseconds: 0, atLeast: tokens.length })
}

const costs = new Map<string, number[]>(scenarios.map(({ id }) => [id, []]))
for (let round = -1; round < rounds; round++) {
  // the order turns, so that what else the machine does hits nobody always
  for (let at = 0; at < scenarios.length; at++) {
    const scenario = scenarios[(at + Math.max(0, round)) % scenarios.length]
    if (!scenario) continue
    const microseconds = await measure(scenario)
    if (round >= 0) costs.get(scenario.id)?.push(microseconds)
  }
  console.log(round < 0 ? 'warmed up' : `round ${round + 1} of ${rounds}`)
}
for (const server of Object.values(servers)) server.stop()
issuer.stop()

const costOf = (id: string): readonly number[] => costs.get(id) ?? []
const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN
const rounded = (value: number): number => Number(value.toFixed(2))

const results = comparisons.map(({ name, of, to, goal }) => {
  const ratios = costOf(of).map((value, round) => value / (costOf(to)[round] ?? Number.NaN))
  const quiet = Math.min(...costOf(of)) / Math.min(...costOf(to))
  return { name, goal, median: rounded(median(ratios)), leastDisturbed: rounded(quiet) }
})
const microseconds = Object.fromEntries(
  scenarios.map(({ id }) => [
    id,
    { median: rounded(median(costOf(id))), least: rounded(Math.min(...costOf(id))) },
  ]),
)
const conditions = { node: process.version, rounds, seconds: values.seconds, load: loadavg() }

console.log(conditions)
console.table(microseconds)
console.table(Object.fromEntries(results.map(({ name, ...result }) => [name, result])))
if (values.json !== undefined) {
  const report = { ...conditions, microsecondsPerRequest: microseconds, results }
  writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`)
}
