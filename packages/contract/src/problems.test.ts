import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { buildProblemBody, problemBody, problems, type ProblemCode } from './problems.ts'

const codes = Object.keys(problems) as ProblemCode[]

describe('problems', () => {
  it.each(codes)('describes %s', (code) => {
    const { status, title, when } = problems[code]
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
    expect(title).not.toBe('')
    expect(when).toMatch(/\.$/)
  })

  it('challenges for every lack of credentials or rights, and for nothing else', () => {
    const challenging = codes.filter((code) => 'challenge' in problems[code])
    expect(challenging).toEqual([
      'missing_credentials',
      'malformed_credentials',
      'invalid_token',
      'token_expired',
      'insufficient_scope',
    ])
  })
})

describe('buildProblemBody', () => {
  it.each(codes)('makes a body of %s that its schema accepts', (code) => {
    const body = buildProblemBody(code, { detail: 'why', instance: 'urn:uuid:1', errors: [] })
    expect(z.parse(problemBody, JSON.parse(JSON.stringify(body)))).toEqual(body)
    expect(body).toMatchObject({ code, status: problems[code].status, title: problems[code].title })
  })

  it('leaves out what is not known', () => {
    expect(Object.keys(buildProblemBody('conflict'))).toEqual(['type', 'title', 'status', 'code'])
  })
})
