import { beforeEach, describe, expect, it } from 'vitest'
import { user } from '../fixture.ts'
import { startSuite, types, withIdToken } from './suite.ts'
import type { Suite } from './suite.ts'

let op: Suite

beforeEach(() => {
  op = startSuite()
})

describe('oidcc-response-type-missing', () => {
  it('answers invalid_request', async () => {
    const { parameters } = await op.browser.open(op.authorizeUrl({ response_type: undefined }))
    expect(parameters.get('error')).toBe('invalid_request')
  })
})

describe('oidcc-ensure-request-without-nonce-fails', () => {
  it.each(withIdToken)('refuses %s', async (type) => {
    const { parameters } = await op.open(type, { nonce: undefined })
    expect(Object.fromEntries(parameters)).toMatchObject({
      error: 'invalid_request',
      state: 'xyzABC123',
    })
  })
})

describe('oidcc-ensure-request-without-nonce-succeeds-for-code-flow', () => {
  it.each(['code token', 'code'])('answers %s', async (type) => {
    const { parameters } = await op.logIn(type, { nonce: undefined })
    expect(parameters.has('code')).toBe(true)
  })
})

describe('oidcc-alternate-happy-flow', () => {
  it('does not depend on the order of scopes and parameters', async () => {
    const url = new URL(op.authorizeUrl({ client_id: 'web', scope: 'email profile openid' }))
    const reversed = new URLSearchParams([...url.searchParams].reverse())
    const { parameters } = await op.browser.logIn(
      `${url.origin}${url.pathname}?${reversed.toString()}`,
      user,
    )
    expect(parameters.has('id_token')).toBe(true)
  })
})

describe.each([
  ['oidcc-display-page', { display: 'page' }],
  ['oidcc-display-popup', { display: 'popup' }],
  ['oidcc-ensure-request-with-unknown-parameter-succeeds', { extra: 'foobar' }],
  ['oidcc-login-hint', { login_hint: 'ann@example.com' }],
  ['oidcc-ui-locales', { ui_locales: 'se' }],
  ['oidcc-claims-locales', { claims_locales: 'se' }],
])('%s', (_, extra) => {
  it.each(types)('shows the login page and completes %s', async (type) => {
    const page = await op.open(type, extra)
    expect(page.html).toContain('name="password"')
    const { parameters } = await op.logIn(type, extra)
    expect(parameters.has('error')).toBe(false)
  })
})

describe('oidcc-ensure-registered-redirect-uri', () => {
  it.each(types)('shows an error page for %s', async (type) => {
    const page = await op.open(type, { redirect_uri: 'https://web.test/other' })
    expect(page.left).toBe(false)
    expect(page.status).toBe(400)
    expect(page.html).toContain('redirect_uri is not among the allowed callback URLs')
  })
})

const unsecured = `${btoa('{"alg":"none"}')}.${btoa('{"scope":"openid"}')}.`.replaceAll('=', '')

describe.each([
  [
    'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported',
    { request_uri: 'https://web.test/request.jwt' },
    'request_uri_not_supported',
  ],
  [
    'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported',
    { request: unsecured },
    'request_not_supported',
  ],
])('%s', (_, extra, error) => {
  it.each(types)('says that it is not supported for %s', async (type) => {
    const { parameters } = await op.open(type, extra)
    expect(parameters.get('error')).toBe(error)
  })
})

describe('oidcc-ensure-request-object-with-redirect-uri', () => {
  it.each(types)('shows an error page for %s', async (type) => {
    const page = await op.open(type, { request: unsecured, redirect_uri: 'https://web.test/bad' })
    expect(page.left).toBe(false)
    expect(page.status).toBe(400)
  })
})
