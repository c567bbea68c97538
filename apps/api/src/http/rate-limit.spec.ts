import { expect, it, onTestFinished } from 'vitest'
import { startApiForTest } from '../../test/api.ts'
import { Issuer } from '../../test/issuer.ts'

it('gives each principal its share, and 429 with Retry-After beyond it', async () => {
  const issuer = await Issuer.start()
  onTestFinished(() => issuer.stop())
  const api = await startApiForTest(issuer, { RATE_LIMIT_PER_MINUTE: '5' })
  const statuses = async (sub: string, count: number) => {
    const tokens = await Promise.all(Array.from({ length: count }, () => issuer.token({ sub })))
    const answers = await Promise.all(tokens.map((token) => api.call('/api/timesheets', { token })))
    return answers.map(({ status }) => status).sort()
  }
  expect(await statuses('auth0|eager', 7)).toEqual([200, 200, 200, 200, 200, 429, 429])
  expect(await statuses('auth0|other', 1)).toEqual([200])
  const token = await issuer.token({ sub: 'auth0|eager' })
  const { body, headers } = await api.call('/api/timesheets', { token })
  expect(body.code).toBe('rate_limited')
  expect(headers.get('retry-after')).toBe('12')
})

it('limits nobody unless it is told to', async () => {
  const issuer = await Issuer.start()
  onTestFinished(() => issuer.stop())
  const api = await startApiForTest(issuer)
  const token = await issuer.token()
  for (let round = 0; round < 10; round++) {
    expect((await api.call('/api/timesheets', { token })).status).toBe(200)
  }
})
