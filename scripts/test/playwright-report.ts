import type { Skipped, Tally } from './tally.ts'

/** The part of Playwright's JSON report that is counted. */
export interface PlaywrightReport {
  readonly suites: readonly Suite[]
  readonly errors: readonly unknown[]
}

interface Suite {
  readonly title: string
  readonly suites?: readonly Suite[]
  readonly specs: readonly {
    readonly title: string
    readonly tests: readonly {
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
      readonly annotations: readonly { readonly type: string; readonly description?: string }[]
    }[]
  }[]
}

export function countPlaywright({ suites, errors }: PlaywrightReport): Tally {
  const tests = suites.flatMap((suite) => testsOf(suite, []))
  const count = (wanted: string) => tests.filter(({ status }) => status === wanted).length
  return {
    passed: count('expected'),
    // a test that passes on the second try has failed once; an error outside of tests counts too
    failed: count('unexpected') + count('flaky') + errors.length,
    skipped: tests.flatMap(({ status, skip }) => (status === 'skipped' ? [skip] : [])),
  }
}

/** How each test ended, by its own title. */
export const outcomesOf = ({ suites }: PlaywrightReport): ReadonlyMap<string, string> =>
  new Map(
    suites.flatMap((suite) =>
      testsOf(suite, []).map(({ title, status }) => [
        title,
        status === 'expected' ? 'passed' : 'failed',
      ]),
    ),
  )

interface CountedTest {
  readonly title: string
  readonly status: string
  readonly skip: Skipped
}

function testsOf({ title, suites = [], specs }: Suite, above: readonly string[]): CountedTest[] {
  const path = [...above, title]
  const own = specs.flatMap((spec) =>
    spec.tests.map(({ status, annotations }) => {
      const note = annotations.find(({ type }) => type === 'skip' || type === 'fixme')
      const reason = note?.description ?? 'no reason given'
      return {
        title: spec.title,
        status,
        skip: { title: [...path, spec.title].join(' › '), reason },
      }
    }),
  )
  return [...own, ...suites.flatMap((suite) => testsOf(suite, path))]
}
