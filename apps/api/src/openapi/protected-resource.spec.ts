import { expect, it, onTestFinished } from 'vitest'
import { startApiForTest } from '../../test/api.ts'
import { audience, Issuer } from '../../test/issuer.ts'

it('tells a client that was refused where to get a token', async () => {
  const issuer = await Issuer.start()
  onTestFinished(() => issuer.stop())
  const api = await startApiForTest(issuer, { API_URL: 'https://timesheets.example.com' })
  const { headers } = await api.call('/api/timesheets')
  const place = '/.well-known/oauth-protected-resource'
  expect(headers.get('www-authenticate')).toBe(
    `Bearer realm="timesheets", resource_metadata="https://timesheets.example.com${place}"`,
  )
  for (const path of [place, `${place}/api`]) {
    const { status, body } = await api.call(path)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      resource: audience,
      authorization_servers: [issuer.url],
      bearer_methods_supported: ['header'],
      resource_documentation: 'https://timesheets.example.com/docs',
    })
    expect(body['scopes_supported']).toContain('read:timesheets')
  }
})
