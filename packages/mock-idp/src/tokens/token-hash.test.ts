import { describe, expect, it } from 'vitest'
import { tokenHash } from './token-hash.ts'

describe('tokenHash', () => {
  it('is the example of OpenID Connect Core, appendix A', async () => {
    expect(await tokenHash('jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y', 'RS256')).toBe(
      '77QmUPtjPfzWtF2AnpK9RQ',
    )
    expect(
      await tokenHash('Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk', 'RS256'),
    ).toBe('LDktKdoQak3Pk0cnXxCltA')
  })

  it.each([
    ['RS384', 32],
    ['ES384', 32],
    ['RS512', 43],
    ['EdDSA', 43],
  ] as const)('takes half of the hash of %s', async (alg, length) => {
    expect(await tokenHash('token', alg)).toHaveLength(length)
  })
})
