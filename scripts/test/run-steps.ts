import type { Step } from './steps.ts'
import { single, type Tally } from './tally.ts'
import type { Print } from './tool.ts'

export interface StepOutcome extends Tally {
  readonly name: string
  readonly seconds: number
  /** Not run, and why. */
  readonly omitted?: string
}

/** Runs round after round; a failure stops only the steps that need the failed one. */
export async function runSteps(
  rounds: readonly (readonly Step[])[],
  print: Print,
): Promise<StepOutcome[]> {
  const outcomes: StepOutcome[] = []
  for (const round of rounds) {
    const alone = round.length === 1
    const run = (step: Step) => runStep(step, outcomes, print, alone)
    outcomes.push(...(await Promise.all(round.map(run))))
  }
  return outcomes
}

async function runStep(
  { name, needs = [], run }: Step,
  earlier: readonly StepOutcome[],
  print: Print,
  alone: boolean,
): Promise<StepOutcome> {
  const missing = earlier.find((step) => needs.includes(step.name) && step.failed > 0)
  if (missing) {
    return { name, seconds: 0, ...nothing, omitted: `${missing.name} failed` }
  }
  // what runs side by side is printed in one piece, when it has ended
  const pieces: string[] = []
  const show: Print = alone ? print : (text) => pieces.push(text)
  show(`\n── ${name}\n`)
  const began = Date.now()
  const tally = await attempt(run, show)
  const seconds = (Date.now() - began) / 1000
  show(`── ${name}: ${tally.failed > 0 ? 'failed' : 'passed'} in ${seconds.toFixed(1)} s\n`)
  if (!alone) print(pieces.join(''))
  return { name, seconds, ...tally }
}

const nothing: Tally = { passed: 0, failed: 0, skipped: [] }

async function attempt(run: Step['run'], print: Print): Promise<Tally> {
  try {
    return await run(print)
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n`)
    return single(false)
  }
}
