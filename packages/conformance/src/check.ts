import { ProtocolError } from './protocol-error.ts'
import type { RequirementId } from './requirements/index.ts'
import type { StepId } from './steps.ts'
import type { Trace } from './trace.ts'

/** What one check found. Both texts are shown to people, so neither holds a token or a secret. */
export interface Finding {
  readonly passed: boolean
  readonly expected: string
  readonly actual: string
}

/** One requirement, tested on one artefact. The order of checks is the order of their array. */
export interface Check<Subject, Expectation> {
  /** `<artefact>.<member>` */
  readonly id: string
  readonly requirements: readonly [RequirementId, ...RequirementId[]]
  readonly test: (subject: Subject, expectation: Expectation) => Finding | Promise<Finding>
}

export interface CheckRun {
  /** The step of the walk in which the checks run. */
  readonly step: StepId
  readonly now: () => Date
  readonly trace?: Trace | undefined
}

/**
 * Runs checks in order and stops at the first that fails. Leaves one trace event for each check
 * that ran, passed ones too.
 *
 * @throws {ProtocolError} of the check that failed. Checks after it did not run, so nothing they
 *   would have tested is known.
 */
export async function runChecks<Subject, Expectation>(
  checks: readonly Check<Subject, Expectation>[],
  subject: Subject,
  expectation: Expectation,
  run: CheckRun,
): Promise<void> {
  for (const { id, requirements, test } of checks) {
    const { passed, expected, actual } = await test(subject, expectation)
    run.trace?.({
      kind: 'check',
      step: run.step,
      at: run.now().getTime(),
      id,
      requirements,
      outcome: passed ? 'passed' : 'failed',
      expected,
      actual,
    })
    if (!passed) throw new ProtocolError({ check: id, requirements, expected, actual })
  }
}

/** A finding that compares two values as they are, by `===`. */
export function equals(actual: unknown, expected: string): Finding {
  return { passed: actual === expected, expected: show(expected), actual: show(actual) }
}

/** A value in words, cut to what fits a line. For values that are not secret. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  // JSON has no word for a function or a symbol
  const text = (JSON.stringify(value) as string | undefined) ?? typeof value
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
