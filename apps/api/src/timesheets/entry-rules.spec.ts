import { ProblemException } from '@frontchannel/contract/nest'
import { describe, expect, it } from 'vitest'
import { checkOpen, checkVersion, judgeDecision, type Decision } from './entry-rules.ts'

function verdictOf(judge: () => unknown): unknown {
  try {
    return judge() ?? 'fine'
  } catch (error) {
    if (error instanceof ProblemException) return error.code
    throw error
  }
}

const approve: Decision = { decision: 'approved' }
const reject: Decision = { decision: 'rejected', reason: 'Which ticket?' }
const submitted = { status: 'submitted', rejectionReason: null, version: 3, isOwn: false } as const
const approved = { ...submitted, status: 'approved' } as const
const rejected = { ...submitted, status: 'rejected', rejectionReason: 'Which ticket?' } as const
const draft = { ...submitted, status: 'draft' } as const

describe('judgeDecision', () => {
  it.each([
    ['approves what waits', submitted, approve, undefined, 'decide'],
    ['rejects what waits', submitted, reject, undefined, 'decide'],
    ['takes the version that was seen', submitted, approve, [3], 'decide'],
    ['takes any version', submitted, approve, 'any', 'decide'],
    ['refuses another version', submitted, approve, [2], 'precondition_failed'],
    ['refuses a version that cannot be', submitted, reject, [], 'precondition_failed'],
    ['is done with what is approved', approved, approve, undefined, 'done'],
    ['is done with it, whatever was seen', approved, approve, [2], 'done'],
    ['is done with what is rejected so', rejected, reject, [2], 'done'],
    ['gives no second reason', rejected, { ...reject, reason: 'x' }, undefined, 'conflict'],
    ['does not approve what is rejected', rejected, approve, undefined, 'conflict'],
    ['does not reject what is approved', approved, reject, undefined, 'conflict'],
    ['says first that something changed', approved, reject, [2], 'precondition_failed'],
    ['does not see drafts', draft, approve, undefined, 'not_found'],
    ['says nothing of their versions', draft, approve, [2], 'not_found'],
    ['leaves the own to others', { ...submitted, isOwn: true }, approve, undefined, 'own_entry'],
    ['even what is approved', { ...approved, isOwn: true }, approve, undefined, 'own_entry'],
    ['and own drafts', { ...draft, isOwn: true }, reject, undefined, 'own_entry'],
  ] as const)('%s', (_, entry, decision, seen, verdict) => {
    expect(verdictOf(() => judgeDecision(entry, decision, seen))).toBe(verdict)
  })
})

describe('checkOpen', () => {
  it.each([
    [draft, 'fine'],
    [submitted, 'fine'],
    [rejected, 'fine'],
    [approved, 'conflict'],
  ])('of %j is %s', (entry, verdict) => {
    expect(verdictOf(() => checkOpen(entry))).toBe(verdict)
  })
})

describe('checkVersion', () => {
  it('names the version there is where another is asked for', () => {
    expect(() => checkVersion({ version: 3 }, [1, 2])).toThrow(
      expect.objectContaining({ code: 'precondition_failed', headers: { etag: '"3"' } }),
    )
  })
})
