import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../test/api.ts'
import { audience, Issuer } from '../../test/issuer.ts'
import { sendRaw } from '../../test/raw-http.ts'

let issuer: Issuer
let api: TestApi

beforeAll(async () => {
  issuer = await Issuer.start()
  api = await startApi(issuer, { OIDC_DOCS_CLIENT_ID: 'timesheets-docs' })
})

afterAll(async () => {
  await api.stop()
  await issuer.stop()
})

const get = async (path: string) => {
  const response = await fetch(`${api.url}${path}`)
  return { response, text: await response.text() }
}

describe('the page at /docs', () => {
  it('loads from here alone, and talks to the issuer besides', async () => {
    const { response, text } = await get('/docs')
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ])
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        `connect-src 'self' ${new URL(issuer.url).origin}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    const links = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '')
    expect(links).toHaveLength(5)
    for (const link of links) {
      const file = await get(link)
      expect([link, file.response.status]).toEqual([link, 200])
      expect(file.response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it('knows whom to ask for a token, and no secret', async () => {
    expect((await api.call('/docs/settings.json')).body).toEqual({
      issuer: issuer.url,
      clientId: 'timesheets-docs',
      audience,
      resourceParameter: 'audience',
      scope: 'read:timesheets create:timesheets delete:timesheets approve:timesheets batch:upload',
    })
  })
})

describe('S10: files', () => {
  it.each([
    '/docs/package.json',
    '/docs/index.html',
    '/docs/constructor',
    '/docs/%2e%2e%2fpackage.json',
    '/docs/..%5cpackage.json',
    '/docs/.env',
    '/docs/swagger-ui.css%00.js',
    '/docs/docs.js/',
    '/docs//',
    '/.env',
    '/.git/config',
    '/package.json',
  ])('of another name are not there: %s', async (path) => {
    const { text } = await sendRaw(api.url, [`GET ${path} HTTP/1.1`, 'Host: localhost'])
    expect(text).toMatch(/^HTTP\/1\.1 40[04]/)
    expect(text).not.toMatch(/dependencies|text\/html/)
  })

  it('are served under their names, as what they are', async () => {
    const { response, text } = await get('/docs/docs.css')
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/css; charset=utf-8',
    ])
    expect(text).toContain('#log-in')
  })
})
