import type { CheckEvent, MessageEvent } from '@frontchannel/conformance'
import { describe, expect, it } from 'vitest'
import type { Run } from '../trace/trace-log.ts'
import { compareRuns } from './compare-runs.ts'

const message = (
  step: 'authorization-request' | 'token-request',
  parameters: Record<string, string>,
): MessageEvent => ({
  kind: 'message',
  step,
  ...{ at: 0, from: 'spa', to: 'idp', summary: 'GET /x', tokens: {} },
  parameters,
})
const check = (id: string, outcome: 'passed' | 'failed'): CheckEvent => ({
  kind: 'check',
  step: 'authorization-response',
  ...{ at: 0, id, requirements: [], outcome, expected: '', actual: '' },
})
const run = (flow: string, events: Run['events']): Run => ({
  ...{ id: flow, kind: 'login', flow, withBackEnd: false, startedAt: 0, events },
})

describe('compareRuns', () => {
  const implicit = run('id_token token', [
    message('authorization-request', { response_type: 'id_token token', state: 'a' }),
    check('id-token.nonce', 'passed'),
    check('id-token.at_hash', 'passed'),
  ])
  const code = run('code', [
    message('authorization-request', { response_type: 'code', state: 'b', code_challenge: 'c' }),
    message('token-request', { grant_type: 'authorization_code' }),
    check('id-token.nonce', 'passed'),
  ])
  const facts = compareRuns(implicit, code)
  const differing = facts.filter(({ differs }) => differs).map(({ name }) => name)

  it('highlights what one flow has and the other has not', () => {
    expect(differing).toEqual(
      expect.arrayContaining(['response_type', 'code_challenge', 'grant_type', 'id-token.at_hash']),
    )
  })

  it('does not take chance for a difference', () => {
    expect(differing).not.toContain('state')
    expect(differing).not.toContain('id-token.nonce')
  })

  it('keeps what belongs together in one place', () => {
    const groups = facts.map(({ group }) => group)
    expect(groups.filter((group, index) => group !== groups[index - 1])).toEqual([
      ...new Set(groups),
    ])
  })

  it('finds nothing between a run and itself', () => {
    expect(compareRuns(code, code).some(({ differs }) => differs)).toBe(false)
  })
})
