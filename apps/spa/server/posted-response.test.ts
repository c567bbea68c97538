import { Window } from 'happy-dom'
import { describe, expect, it } from 'vitest'
import { postedResponseId, readPostedResponse, withPostedResponse } from './posted-response.ts'

const form = 'state=s&code=c&id_token=a.b.c'
const type = 'application/x-www-form-urlencoded'
const post = (body: BodyInit, headers: Record<string, string> = {}, query = '') =>
  readPostedResponse(
    new Request(`https://app.example/callback${query}`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...headers },
    }),
  )

describe('readPostedResponse', () => {
  it.each([
    ['plainly', {}],
    ['with a charset', { 'content-type': `${type}; charset=UTF-8` }],
    ['by a navigation', { 'sec-fetch-dest': 'document' }],
  ])('passes a form on as it came, %s', async (_, headers) => {
    expect(await post(form, headers)).toBe(form)
  })

  it.each([
    ['JSON', 415, { 'content-type': 'application/json' }, ''],
    ['a multipart form', 415, { 'content-type': 'multipart/form-data; boundary=x' }, ''],
    ['another charset', 415, { 'content-type': `${type}; charset=utf-16` }, ''],
    ['a compressed body', 415, { 'content-encoding': 'gzip' }, ''],
    ['a body from a script', 400, { 'sec-fetch-dest': 'empty' }, ''],
    ['a body from a frame', 400, { 'sec-fetch-dest': 'iframe' }, ''],
    ['a second response in the query', 400, {}, '?code=other'],
    ['a body that says that it is too long', 413, { 'content-length': '16385' }, ''],
  ])('refuses %s', async (_, status, headers, query) => {
    expect(await post(form, headers, query)).toBe(status)
  })

  it('stops reading where the limit is, whatever was said', async () => {
    expect(await post('x'.repeat(16_384))).toHaveLength(16_384)
    expect(await post('x'.repeat(16_385))).toBe(413)
  })
})

describe('withPostedResponse', () => {
  it.each([
    form,
    '</script><script>alert(1)</script>',
    '<!--<script>',
    `$&$'$1\u2028"\\`,
    '%3C%2Fscript%3E&x=+%00',
  ])('carries %j unchanged, as data', (text) => {
    const html = withPostedResponse('<html><body><p>x</p></body></html>', text)
    expect(html.match(/<script/g)).toHaveLength(1)
    const { document } = new Window()
    document.write(html)
    const element = document.querySelector(`#${postedResponseId}`)
    expect(JSON.parse(element?.textContent ?? '')).toBe(text)
    expect(element?.getAttribute('type')).toBe('application/json')
  })
})
