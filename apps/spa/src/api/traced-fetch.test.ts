import type { TraceEvent } from '@frontchannel/conformance'
import { describe, expect, it } from 'vitest'
import { tracedFetch } from './traced-fetch.ts'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = `${part({ alg: 'RS256' })}.${part({ sub: 'erin' })}.c2lnbmF0dXJl`

describe('tracedFetch', () => {
  it('tells request and response without token, query and body', async () => {
    const events: TraceEvent[] = []
    const send = () =>
      Promise.resolve(
        new Response('{"secret":1}', {
          status: 401,
          headers: { 'www-authenticate': 'Bearer error="invalid_token"', 'set-cookie': 'a=b' },
        }),
      )
    await tracedFetch(send, (event) => events.push(event))('https://api.example/api/x?q=1', {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(JSON.stringify(events)).not.toMatch(/c2lnbmF0dXJl|secret|q=1|a=b/)
    expect(events).toMatchObject([
      {
        step: 'api-request',
        summary: 'GET https://api.example/api/x',
        tokens: { authorization: { claims: { sub: 'erin' } } },
      },
      {
        step: 'api-response',
        parameters: { 'www-authenticate': 'Bearer error="invalid_token"' },
      },
    ])
  })

  it('tells that no answer came', async () => {
    const events: TraceEvent[] = []
    const send = () => Promise.reject(new TypeError('fetch failed'))
    const call = tracedFetch(send, (event) => events.push(event))('https://api.example/')
    await expect(call).rejects.toThrow('fetch failed')
    expect(events.at(-1)).toMatchObject({ kind: 'note', step: 'api-response' })
  })
})
