import type { RequestLogEntry } from '@frontchannel/mock-idp'
import { describe, expect, it } from 'vitest'
import { logLine } from './log-line.ts'

const entry: RequestLogEntry = {
  id: 1,
  at: '2026-11-20T12:00:00.000Z',
  tenant: 'main',
  method: 'GET',
  path: '/authorize',
  endpoint: 'authorize',
  parameters: { state: 'xyz' },
  faults: [],
  status: 302,
}

describe('logLine', () => {
  it('is one line of JSON without parameters', () => {
    const line = logLine(entry)
    expect(JSON.parse(line)).toMatchObject({ level: 'info', path: '/authorize', status: 302 })
    expect(line).not.toContain('xyz')
    expect(line).not.toContain('\n')
  })

  it('is an error for what should not have happened', () => {
    expect(JSON.parse(logLine({ ...entry, failure: 'Error\n at' }))).toMatchObject({
      level: 'error',
    })
  })
})
