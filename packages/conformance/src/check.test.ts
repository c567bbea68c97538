import { describe, expect, it } from 'vitest'
import { equals, runChecks, show, type Check } from './check.ts'
import { ProtocolError } from './protocol-error.ts'
import type { TraceEvent } from './trace.ts'

const now = () => new Date('2026-01-01T00:00:00Z')
const passes: Check<string, string> = {
  id: 'id-token.iss',
  requirements: ['RFC7519-4.1.1'],
  test: () => ({ passed: true, expected: 'a', actual: 'a' }),
}
const compares: Check<string, string> = {
  id: 'id-token.nonce',
  requirements: ['OIDCC-3.2.2.11'],
  test: (subject, expectation) => equals(subject, expectation),
}

describe('runChecks', () => {
  it('leaves one event for each check that ran, passed ones too', async () => {
    const events: TraceEvent[] = []
    const run = {
      step: 'authorization-response',
      now,
      trace: (e: TraceEvent) => events.push(e),
    } as const
    await runChecks([passes, compares], 'n', 'n', run)
    expect(events).toMatchObject([
      { kind: 'check', id: 'id-token.iss', outcome: 'passed', at: now().getTime() },
      { kind: 'check', id: 'id-token.nonce', outcome: 'passed' },
    ])
  })

  it('stops at the first check that fails and names it', async () => {
    const events: TraceEvent[] = []
    const run = {
      step: 'authorization-response',
      now,
      trace: (e: TraceEvent) => events.push(e),
    } as const
    const refusal = await runChecks([compares, passes], 'other', 'n', run).catch((e: unknown) => e)
    expect(refusal).toBeInstanceOf(ProtocolError)
    expect(refusal).toMatchObject({
      check: 'id-token.nonce',
      requirements: ['OIDCC-3.2.2.11'],
      expected: '"n"',
      actual: '"other"',
    })
    expect(events).toHaveLength(1)
  })

  it('waits for checks that need time', async () => {
    const slow: Check<string, string> = { ...compares, test: async () => equals('x', 'y') }
    await expect(runChecks([slow], '', '', { step: 'login-click', now })).rejects.toThrow(
      'id-token.nonce: expected "y", got "x"',
    )
  })
})

describe('show', () => {
  it('says nothing for a missing value and cuts long ones', () => {
    expect(show(undefined)).toBe('nothing')
    expect(show('x'.repeat(500))).toHaveLength(201)
    expect(show(Symbol('s'))).toBe('symbol')
  })
})
