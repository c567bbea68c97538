import { describe, expect, it } from 'vitest'
import { startCpuTime } from './cpu-time.ts'
import { setUp } from './fixture.ts'

describe('a mock IdP', () => {
  it('answers its first authorization request after less than 300 ms of work', async () => {
    const cpuTime = startCpuTime()
    const { browser, authorizeUrl } = setUp()
    const page = await browser.open(authorizeUrl({}))
    expect(page.html).toContain('Continue')
    expect(cpuTime()).toBeLessThan(300)
  })
})
