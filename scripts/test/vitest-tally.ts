import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'
import type { Tally } from './tally.ts'

/** Tells the file TALLY_FILE what ran. Vitest's own JSON leaves out why a test was skipped. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const file = process.env['TALLY_FILE']
    if (file !== undefined)
      writeFileSync(file, JSON.stringify(countVitest(modules, unhandledErrors)))
  }
}

export function countVitest(
  modules: readonly TestModule[],
  unhandledErrors: readonly unknown[],
): Tally {
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const results = tests.map((test) => ({ title: test.fullName, result: test.result() }))
  const count = (state: string) => results.filter(({ result }) => result.state === state).length
  // a file that does not load has no test that could fail
  const broken = modules.filter((module) => module.errors().length > 0).length
  return {
    passed: count('passed'),
    failed: count('failed') + count('pending') + broken + unhandledErrors.length,
    skipped: results.flatMap(({ title, result }) =>
      result.state === 'skipped' ? [{ title, reason: result.note ?? 'no reason given' }] : [],
    ),
  }
}
