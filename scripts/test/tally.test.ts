import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { countPlaywright } from './playwright-report.ts'
import { runSteps } from './run-steps.ts'
import { closingLine, judge, single, sum, type Tally } from './tally.ts'

const tally = (passed: number, failed = 0): Tally => ({ passed, failed, skipped: [] })

describe('judge', () => {
  test('fails a run that ran no test', () => {
    expect(judge(tally(0), 0).failed).toBe(1)
  })

  test('fails a run whose tool failed without a failed test', () => {
    expect(judge(tally(5), 1).failed).toBe(1)
  })

  test('leaves counted failures as they are', () => {
    expect(judge(tally(5, 2), 1).failed).toBe(2)
  })
})

describe('closingLine', () => {
  test('adds up all steps', () => {
    const skipped = [{ title: 'a', reason: 'b' }]
    expect(closingLine(sum([single(true), tally(3, 1), { ...tally(1), skipped }]))).toBe(
      '5 passed, 1 failed, 1 skipped',
    )
  })
})

describe('runSteps', () => {
  test('goes on after a failure, except with what needs the failed step', async () => {
    const outcomes = await runSteps(
      [
        [{ name: 'build', run: () => Promise.reject(new Error('no')) }],
        [{ name: 'e2e', needs: ['build'], run: async () => tally(1) }],
        [{ name: 'other', run: async () => tally(2) }],
      ],
      () => undefined,
    )
    expect(
      outcomes.map(({ name, passed, failed, omitted }) => [name, passed, failed, omitted]),
    ).toEqual([
      ['build', 0, 1, undefined],
      ['e2e', 0, 0, 'build failed'],
      ['other', 2, 0, undefined],
    ])
  })

  test('keeps the output of steps apart that run side by side', async () => {
    const printed: string[] = []
    const step = (name: string, milliseconds: number) => ({
      name,
      run: async (print: (text: string) => void) => {
        print(`${name} begins\n`)
        await sleep(milliseconds)
        print(`${name} ends\n`)
        return single(true)
      },
    })
    await runSteps([[step('slow', 20), step('quick', 1)]], (text) => printed.push(text))
    expect(printed).toHaveLength(2)
    expect(printed[0]).toMatch(/^\n── quick\nquick begins\nquick ends\n── quick: passed in/)
  })
})

describe('countPlaywright', () => {
  test('counts nested tests, keeps the reasons of skips, and fails what was flaky', () => {
    const spec = (
      title: string,
      status: 'expected' | 'unexpected' | 'flaky' | 'skipped',
      description?: string,
    ) => ({
      title,
      tests: [
        { status, annotations: description === undefined ? [] : [{ type: 'skip', description }] },
      ],
    })
    const inner = { title: 'inner', specs: [spec('b', 'flaky'), spec('c', 'skipped', 'no camera')] }
    const suites = [{ title: 'file', specs: [spec('a', 'expected')], suites: [inner] }]
    expect(countPlaywright({ suites, errors: [] })).toEqual({
      passed: 1,
      failed: 1,
      skipped: [{ title: 'file › inner › c', reason: 'no camera' }],
    })
  })

  test('counts an error outside of tests as a failure', () => {
    expect(countPlaywright({ suites: [], errors: [{}] }).failed).toBe(1)
  })
})
