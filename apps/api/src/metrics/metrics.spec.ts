import { expect, it } from 'vitest'
import { startApiForTest } from '../../test/api.ts'
import { Issuer } from '../../test/issuer.ts'
import { onTestFinished } from 'vitest'

it('counts answers by route, refusals by check, and tells the age of the keys', async () => {
  const issuer = await Issuer.start()
  onTestFinished(() => issuer.stop())
  const api = await startApiForTest(issuer)
  await api.call('/api/timesheets', { token: await issuer.token() })
  await api.call('/api/timesheets', { token: await issuer.token({ aud: 'x' }) })
  await api.call('/api/timesheets/0c6a2d3e-8f1b-4c5d-9e7f-1a2b3c4d5e6f')
  const { status, body, headers } = await api.call('/metrics')
  expect(status).toBe(200)
  expect(headers.get('content-type')).toContain('text/plain')
  const text = String(body['text'])
  expect(text).toMatch(
    /http_request_duration_seconds_count\{method="GET",route="\/api\/timesheets",status="200"\} 1/,
  )
  expect(text).toMatch(
    /http_request_duration_seconds_count\{method="GET",route="\/api\/timesheets\/:id",status="401"\} 1/,
  )
  expect(text).toMatch(/access_refused_total\{code="invalid_token",check="access-token.aud"\} 1/)
  expect(text).toMatch(/signing_key_fetches_total\{outcome="fetched"\} 1/)
  expect(text).toMatch(/signing_keys_age_seconds \d/)
  expect(text).toMatch(/verified_tokens 1/)
})
