import { parseArgs } from 'node:util'
import { onStop } from './stack/on-stop.ts'
import { runSteps } from './test/run-steps.ts'
import { rounds } from './test/steps.ts'
import { closingLine, sum } from './test/tally.ts'
import { printNow, stopTools } from './test/tool.ts'

onStop(stopTools, 1)

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const only = values.only?.split(',')
const known = rounds.flat().map(({ name }) => name)
const unknown = only?.filter((name) => !known.includes(name)) ?? []
if (unknown.length > 0) {
  console.error(`--only: no step ${unknown.join(', ')}; the steps are ${known.join(', ')}`)
  process.exit(1)
}

const chosen = rounds.map((round) => round.filter(({ name }) => only?.includes(name) ?? true))
const outcomes = await runSteps(chosen, printNow)
const total = sum(outcomes)

console.log('')
for (const { name, seconds, passed, failed, skipped, omitted } of outcomes) {
  const counts = closingLine({ passed, failed, skipped })
  console.log(
    `${name.padEnd(8)}${omitted ? `not run: ${omitted}` : `${seconds.toFixed(1)} s, ${counts}`}`,
  )
}
for (const { title, reason } of total.skipped) console.log(`skipped: ${title}: ${reason}`)
console.log(closingLine(total))
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
