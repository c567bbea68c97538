import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../test/api.ts'
import { Issuer } from '../../test/issuer.ts'
import { sendRaw } from '../../test/raw-http.ts'

let issuer: Issuer
let api: TestApi
let good: string

beforeAll(async () => {
  issuer = await Issuer.start()
  api = await startApi(issuer)
  good = await issuer.token()
})

afterAll(async () => {
  await api.stop()
  await issuer.stop()
})

const get = (...lines: string[]) =>
  sendRaw(api.url, ['GET /api/timesheets HTTP/1.1', 'Host: localhost', ...lines])

const challengeOf = (text: string) => /^www-authenticate: (.*)$/im.exec(text)?.[1]

describe('the Authorization header', () => {
  it.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])('takes the scheme %s', async (scheme) => {
    expect((await get(`Authorization: ${scheme} ${good}`)).status).toBe(200)
  })

  it('takes more than one space, as the grammar allows', async () => {
    expect((await get(`Authorization: Bearer   ${good}`)).status).toBe(200)
  })

  it('may be written in any case', async () => {
    expect((await get(`aUTHORIZATION: Bearer ${good}`)).status).toBe(200)
  })

  it.each([
    ['no line at all', () => []],
    ['an empty line', () => ['Authorization:']],
    ['white space', () => ['Authorization:   ']],
    ['the scheme JWT', () => [`Authorization: JWT ${good}`]],
    ['the scheme Token', () => [`Authorization: Token ${good}`]],
    ['the scheme Basic', () => ['Authorization: Basic dXNlcjpwYXNz']],
    ['a token without a scheme', () => [`Authorization: ${good}`]],
    ['the token in a cookie', () => [`Cookie: access_token=${good}`]],
    ['the token in another header', () => [`X-Forwarded-Authorization: Bearer ${good}`]],
    ['the token in X-Access-Token', () => [`X-Access-Token: ${good}`]],
  ])('%s counts as no credentials', async (_, lines) => {
    const { status, text } = await get(...lines())
    expect(status).toBe(401)
    expect(challengeOf(text)).toBe('Bearer realm="timesheets"')
  })

  it.each([
    ['the scheme alone', () => ['Authorization: Bearer']],
    ['a colon after the scheme', () => [`Authorization: Bearer: ${good}`]],
    ['the scheme and a space', () => ['Authorization: Bearer ']],
    ['a tab', () => [`Authorization: Bearer\t${good}`]],
    ['a tab after the space', () => [`Authorization: Bearer \t${good}`]],
    ['two tokens', () => [`Authorization: Bearer ${good} ${good}`]],
    ['a token in quotes', () => [`Authorization: Bearer "${good}"`]],
    ['a list', () => [`Authorization: Bearer ${good}, Bearer ${good}`]],
    ['a list without spaces', () => [`Authorization: Bearer ${good},${good}`]],
    ['good, then bad', () => [`Authorization: Bearer ${good}`, 'Authorization: Bearer bad']],
    ['bad, then good', () => ['Authorization: Bearer bad', `Authorization: Bearer ${good}`]],
    ['the same twice', () => Array<string>(2).fill(`Authorization: Bearer ${good}`)],
    ['Basic beside it', () => ['Authorization: Basic eA==', `authorization: Bearer ${good}`]],
    ['an empty line beside it', () => [`Authorization: Bearer ${good}`, 'Authorization:']],
  ])('%s is a malformed request', async (_, lines) => {
    const { status, text } = await get(...lines())
    expect(status).toBe(400)
    expect(challengeOf(text)).toMatch(/^Bearer realm="timesheets", error="invalid_request"/)
  })

  it.each([
    ['the scheme DPoP', () => `DPoP ${good}`],
    ['a token with other characters', () => `Bearer ${good}!!`],
    ['a token with letters beyond ASCII', () => `Bearer ${good}\xe9`],
    ['a JSON object', () => `Bearer {"a": "b", "c": 1}`],
  ])('%s is an invalid token', async (_, value) => {
    const { status, text } = await get(`Authorization: ${value()}`)
    expect(status).toBe(401)
    expect(challengeOf(text)).toMatch(/^Bearer realm="timesheets", error="invalid_token"/)
  })

  it.each([
    ['a NUL', () => `Bearer ${good}\0`],
    ['a folded line', () => `Bearer\r\n ${good}`],
    ['a bare CR', () => `Bearer ${good}\rX-Admin: 1`],
  ])('%s never reaches the application', async (_, value) => {
    expect((await get(`Authorization: ${value()}`)).status).toBe(400)
  })
})

describe('a token elsewhere', () => {
  it('is not looked for in the query', async () => {
    const { status, headers } = await api.call(`/api/timesheets?access_token=${good}`)
    expect(status).toBe(401)
    expect(headers.get('www-authenticate')).toBe('Bearer realm="timesheets"')
  })

  it('is not looked for in a form', async () => {
    const { status } = await api.call('/api/timesheets', {
      method: 'POST',
      body: `access_token=${good}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(status).toBe(401)
  })
})

describe('a long header', () => {
  it('over 16 KB is a 431 with a problem as its body', async () => {
    const { status, text } = await get(`Authorization: Bearer ${'x'.repeat(20_000)}`)
    expect(status).toBe(431)
    expect(text).toContain('application/problem+json')
    expect(text).toContain('"code":"headers_too_large"')
  })
})

describe('requests on one connection', () => {
  it('do not inherit the principal of the one before', async () => {
    const line = 'GET /api/timesheets HTTP/1.1\r\nHost: localhost\r\n'
    const { text } = await sendRaw(
      api.url,
      `${line}Authorization: Bearer ${good}\r\n\r\n${line}Connection: close\r\n\r\n`,
    )
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 401'])
  })

  it('HEAD is judged like GET', async () => {
    expect((await api.call('/api/timesheets', { method: 'HEAD' })).status).toBe(401)
    expect((await api.call('/api/timesheets', { method: 'HEAD', token: good })).status).toBe(200)
  })
})
