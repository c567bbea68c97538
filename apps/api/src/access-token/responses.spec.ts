import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { spaOrigin, startApi, startApiForTest, type TestApi } from '../../test/api.ts'
import { Issuer, makeKey } from '../../test/issuer.ts'

let issuer: Issuer
let api: TestApi

beforeAll(async () => {
  issuer = await Issuer.start()
  api = await startApi(issuer)
})

afterAll(async () => {
  await api.stop()
  await issuer.stop()
})

describe('a refusal', () => {
  it('names no error to somebody without credentials', async () => {
    const { status, headers, body } = await api.call('/api/timesheets')
    expect(status).toBe(401)
    expect(headers.get('www-authenticate')).toBe('Bearer realm="timesheets"')
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(body).toMatchObject({ status: 401, code: 'missing_credentials' })
  })

  it('is a 401 invalid_token for a bad token, which it does not repeat', async () => {
    const token = await issuer.token({}, {}, { ...(await makeKey('other')), kid: issuer.key.kid })
    const { status, headers, body } = await api.call('/api/timesheets', { token })
    expect(status).toBe(401)
    expect(headers.get('www-authenticate')).toMatch(
      /^Bearer realm="timesheets", error="invalid_token", error_description="[ !#-[\]-~]+"$/,
    )
    expect(body).toMatchObject({ status: 401, code: 'invalid_token' })
    expect(body.instance).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
    expect(JSON.stringify([body, ...headers])).not.toContain(token.slice(0, 20))
  })

  it('is a 400 invalid_request for a header that cannot be read', async () => {
    const { status, headers, body } = await api.call('/api/timesheets', {
      headers: { authorization: 'Bearer' },
    })
    expect(status).toBe(400)
    expect(headers.get('www-authenticate')).toContain('error="invalid_request"')
    expect(body.code).toBe('malformed_credentials')
  })

  it('is a 403 that lists the scopes a good token lacks', async () => {
    const token = await issuer.token({ scope: 'read:time read:timesheetsX' })
    const { status, headers, body } = await api.call('/api/timesheets', { token })
    expect(status).toBe(403)
    expect(headers.get('www-authenticate')).toMatch(
      /error="insufficient_scope".*, scope="read:timesheets"$/,
    )
    expect(body.code).toBe('insufficient_scope')
  })

  it('is not cached, and can be read by the SPA', async () => {
    const { headers } = await api.call('/api/timesheets', { headers: { origin: spaOrigin } })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('access-control-allow-origin')).toBe(spaOrigin)
    expect(headers.get('access-control-expose-headers')).toContain('WWW-Authenticate')
  })

  it('comes before the routes are shown: an unknown path is no different', async () => {
    expect((await api.call('/api/nothing')).status).toBe(401)
    const token = await issuer.token()
    expect((await api.call('/api/nothing', { token })).body.code).toBe('not_found')
    const wrong = await api.call('/api/timesheets', { method: 'PATCH', token })
    expect(wrong.body.code).toBe('method_not_allowed')
    expect(wrong.headers.get('allow')).toBe('GET, POST')
  })
})

describe('CORS', () => {
  it('lets the SPA send its token and nobody else', async () => {
    const preflight = (origin: string) =>
      api.call('/api/timesheets', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'DELETE',
          'access-control-request-headers': 'authorization',
        },
      })
    const { headers } = await preflight(spaOrigin)
    expect(headers.get('access-control-allow-origin')).toBe(spaOrigin)
    expect(headers.get('access-control-allow-headers')).toMatch(/authorization/i)
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    for (const origin of ['http://evil.example', `${spaOrigin}.evil.example`, 'null']) {
      const answer = await preflight(origin)
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})

describe('an API without keys', () => {
  it('R12: starts, answers 503 with Retry-After, never 401, and serves once the issuer is back', async () => {
    const late = await Issuer.start(issuer.key)
    onTestFinished(() => late.stop())
    late.down = true
    const waiting = await startApiForTest(late, {}, { keyTimings: { coldRetry: 100 } })
    const token = await late.token()
    const { status, headers, body } = await waiting.call('/api/timesheets', { token })
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('5')
    expect(headers.get('www-authenticate')).toBeNull()
    expect(body.code).toBe('keys_unavailable')
    expect((await waiting.call('/health/ready')).body).toMatchObject({ status: 'degraded' })
    expect((await waiting.call('/health/live')).status).toBe(200)
    late.down = false
    await expect
      .poll(() => waiting.call('/api/timesheets', { token }).then((answer) => answer.status), {
        timeout: 15_000,
      })
      .toBe(200)
  })

  it('does not start for an issuer whose metadata name another', async () => {
    const other = await Issuer.start(issuer.key)
    onTestFinished(() => other.stop())
    other.metadata = { ...other.metadata, issuer: 'https://idp.example.com/' }
    await expect(startApi(other)).rejects.toThrow(/names the issuer "https:\/\/idp.example.com\/"/)
  })

  it('waits no longer than its limit for an issuer that never answers', async () => {
    const server = createServer(() => undefined).listen(0, 'localhost')
    onTestFinished(() => server.closeAllConnections())
    await new Promise((resolve) => server.once('listening', resolve))
    const url = `http://localhost:${(server.address() as AddressInfo).port}/`
    const silent = await startApiForTest({ url }, {}, { keyTimings: { timeout: 500 } })
    const token = await issuer.token({ iss: url })
    expect((await silent.call('/api/timesheets', { token })).status).toBe(503)
    server.close()
  })
})

describe('documents', () => {
  it('describes itself without a token', async () => {
    const { status, body } = await api.call('/openapi.json')
    expect(status).toBe(200)
    expect(body['openapi']).toMatch(/^3\.1/)
    expect(Object.keys(body['paths'] as object)).toContain('/api/timesheets/{id}')
  })

  it('says whether it is ready', async () => {
    const { status, body } = await api.call('/health/ready')
    expect(status).toBe(200)
    expect(body).toEqual({ status: 'ok', database: 'up', keys: 'up' })
  })
})
