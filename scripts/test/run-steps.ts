import type { Step } from './steps.ts'
import { single, type Tally } from './tally.ts'

export interface StepOutcome extends Tally {
  readonly name: string
  readonly seconds: number
  /** Not run, and why. */
  readonly omitted?: string
}

/** Runs the steps one after the other; a failure stops only those that need the failed step. */
export async function runSteps(
  steps: readonly Step[],
  say: (line: string) => void,
): Promise<StepOutcome[]> {
  const outcomes: StepOutcome[] = []
  for (const { name, needs = [], run } of steps) {
    const missing = outcomes.find((earlier) => needs.includes(earlier.name) && earlier.failed > 0)
    if (missing) {
      outcomes.push({
        name,
        seconds: 0,
        passed: 0,
        failed: 0,
        skipped: [],
        omitted: `${missing.name} failed`,
      })
      continue
    }
    say(`\n── ${name}`)
    const began = Date.now()
    const tally = await attempt(run, say)
    const seconds = (Date.now() - began) / 1000
    outcomes.push({ name, seconds, ...tally })
    say(`── ${name}: ${tally.failed > 0 ? 'failed' : 'passed'} in ${seconds.toFixed(1)} s`)
  }
  return outcomes
}

async function attempt(run: () => Promise<Tally>, say: (line: string) => void): Promise<Tally> {
  try {
    return await run()
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return single(false)
  }
}
