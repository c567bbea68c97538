import { describe, expect, it } from 'vitest'
import { setUp } from './fixture.ts'

describe('a mock IdP', () => {
  it('answers its first authorization request within 300 ms of being created', async () => {
    const started = performance.now()
    const { browser, authorizeUrl } = setUp()
    const page = await browser.open(authorizeUrl({}))
    expect(page.html).toContain('Continue')
    expect(performance.now() - started).toBeLessThan(300)
  })
})
