import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startApi, type TestApi } from '../../test/api.ts'
import { Issuer } from '../../test/issuer.ts'
import { extractAccessToken } from '../access-token/bearer.ts'
import { AccessRefused } from '../access-token/errors.ts'
import { parseStrictJson } from '../access-token/strict-json.ts'

const patience = { timeout: 15_000 } // the machine may be busy with other tests

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

describe('R66: an API with more requests than it can answer in time', () => {
  it('turns the rest away with 503, and is itself again at once', async () => {
    const { port } = new URL(api.url)
    const token = await issuer.token({ scope: 'create:timesheets' })
    const head = ['POST /api/timesheets HTTP/1.1', 'Host: localhost', 'Content-Length: 9']
    const lines = [...head, `Authorization: Bearer ${token}`, '', '']
    // each waits for a body, as over a slow line
    const waiting = Array.from({ length: 1100 }, () => {
      const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined)
      socket.write(lines.join('\r\n'))
      return socket
    })
    onTestFinished(() => waiting.forEach((socket) => socket.destroy()))
    await expect.poll(async () => (await api.call('/health/live')).status, patience).toBe(503)
    const { status, body, headers } = await api.call('/health/live')
    expect([status, body.code]).toEqual([503, 'overloaded'])
    expect(headers.get('retry-after')).not.toBeNull()
    for (const socket of waiting) socket.destroy()
    await expect.poll(async () => (await api.call('/health/live')).status, patience).toBe(200)
  })
})

describe('R69, R71: connections', () => {
  it('are cut when a head takes too long, and kept for longer than a proxy keeps them', async () => {
    const { server } = api
    expect([server.headersTimeout, server.requestTimeout]).toEqual([10_000, 30_000])
    expect(server.keepAliveTimeout).toBeGreaterThan(60_000)
    server.headersTimeout = 100 // looked at every two seconds
    onTestFinished(() => {
      server.headersTimeout = 10_000
    })
    const slow = connect(Number(new URL(api.url).port), '127.0.0.1')
    const answer = new Promise<string>((resolve) => {
      let text = ''
      slow.setEncoding('latin1').on('data', (chunk: string) => (text += chunk))
      slow.on('close', () => resolve(text))
    })
    slow.write('GET /health/live HTTP/1.1\r\nHost: local')
    expect(await answer).toMatch(/^HTTP\/1\.1 408 /)
    expect((await api.call('/health/live')).status).toBe(200)
  })
})

describe('S04: what is read from a peer', () => {
  const long = 50_000
  it.each([
    ['letters', `Bearer ${'a'.repeat(long)}!`],
    ['blanks', `Bearer${' '.repeat(long)}`],
    ['blanks and an end', `Bearer${' '.repeat(long)}"`],
    ['equals signs', `Bearer a${'='.repeat(long)}a`],
    ['schemes', 'a'.repeat(long)],
    ['commas', `Bearer ${'a,'.repeat(long / 2)}`],
    ['braces', `Bearer ${'{'.repeat(long)}`],
    ['colons', `{"a":"${':'.repeat(long)}`],
    ['backslashes', `"${'\\'.repeat(long)}`],
  ])('is read in time that grows with its length alone: %s', (_, text) => {
    const times = Array.from({ length: 5 }, () => {
      const began = performance.now()
      try {
        extractAccessToken(text)
      } catch (error) {
        if (!(error instanceof AccessRefused)) throw error
      }
      parseStrictJson(Buffer.from(text))
      return performance.now() - began
    })
    expect(Math.min(...times)).toBeLessThan(5)
  })
})
