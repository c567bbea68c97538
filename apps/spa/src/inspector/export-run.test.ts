import type { TraceEvent } from '@frontchannel/conformance'
import { describe, expect, it } from 'vitest'
import type { Run } from '../trace/trace-log.ts'
import { toArchive, toMermaid, toSvg } from './export-run.ts'

const at = Date.UTC(2026, 10, 21, 9)
const events: readonly TraceEvent[] = [
  { kind: 'note', step: 'login-click', at, text: 'The app remembers where to return to' },
  {
    ...{ kind: 'message', step: 'authorization-request', at, from: 'spa', to: 'idp' },
    summary: 'GET https://idp.example/authorize',
    parameters: { state: '<a&b>' },
    tokens: {},
  },
  {
    ...{ kind: 'message', step: 'authorization-response', at, from: 'idp', to: 'spa' },
    summary: 'https://app.example/callback (fragment)',
    parameters: { id_token: '(hidden, 700 characters)' },
    tokens: { id_token: { header: { alg: 'RS256' }, claims: { sub: 'x' } } },
  },
  {
    ...{ kind: 'check', step: 'authorization-response', at, id: 'id-token.nonce' },
    ...{ requirements: ['OIDCC-3.2.2.11'], outcome: 'failed', expected: '"a"', actual: '"b"' },
  },
]
const run: Run = {
  ...{ id: '1', kind: 'login', flow: 'id_token token', withBackEnd: false, startedAt: at },
  events,
}

describe('an exported run', () => {
  it('is a diagram in Mermaid, up to where it came, and says what refused it', () => {
    const lines = toMermaid(run).trimEnd().split('\n')
    expect(lines[0]).toBe('sequenceDiagram')
    expect(lines).toContain('  spa->>idp: The SPA redirects to the authorization endpoint')
    expect(lines.at(-1)).toBe('  Note over spa: refused by id-token.nonce')
    expect(lines.join()).not.toContain('backend')
  })

  it('is a picture of each step', () => {
    const svg = toSvg(run)
    expect(svg.match(/stroke-width="2"/g)).toHaveLength(5)
    expect(svg).toContain('#b3261e')
  })

  it('is an archive of its messages and checks', () => {
    const { log } = JSON.parse(toArchive(run)) as {
      log: { version: string; entries: { request?: { url: string } }[]; _checks: unknown[] }
    }
    expect(log.version).toBe('1.2')
    expect(log.entries).toHaveLength(2)
    expect(log.entries[0]?.request?.url).toBe('https://idp.example/authorize')
    expect(log._checks).toHaveLength(1)
  })
})
