/** What one step counted. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly Skipped[]
}

export interface Skipped {
  readonly title: string
  readonly reason: string
}

/** A step that has no tests inside counts as one. */
export const single = (ok: boolean): Tally => ({
  passed: ok ? 1 : 0,
  failed: ok ? 0 : 1,
  skipped: [],
})

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  }
}

/** A run that failed without a failed test (a file that does not load, say), or that ran none, has failed once. */
export function judge(tally: Tally, exitCode: number): Tally {
  const ranNone = tally.passed + tally.failed === 0
  return tally.failed === 0 && (exitCode !== 0 || ranNone) ? { ...tally, failed: 1 } : tally
}

export const closingLine = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed, ${skipped.length} skipped`
