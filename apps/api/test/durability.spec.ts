import { describe, expect, it } from 'vitest'
import { testDurability } from '../../../bench/durability.ts'

describe('an acknowledged write', () => {
  // R48, R62: 50 rounds of it are `node bench/durability.ts`
  it('R48, R49, R62: survives a SIGKILL of the API, of a connection and of PostgreSQL', async () => {
    const report = await testDurability({ rounds: 5 })
    expect(report).toMatchObject({ lost: 0, notOnce: 0, apiEnded: false })
    expect(report.acknowledged).toBeGreaterThan(0)
    // whoever writes meanwhile hears that the database is away, or nothing, and never of a fault
    expect(Object.keys(report.answers).filter((answer) => !/201|503|none/.test(answer))).toEqual([])
  }, 300_000)
})
