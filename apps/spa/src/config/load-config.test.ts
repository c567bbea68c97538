import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig, parseConfig } from './load-config.ts'
import type { PublicConfig } from './public-config.ts'

const good: PublicConfig = {
  issuer: 'http://localhost:4000/',
  clientId: 'timesheets-spa',
  audience: 'https://timesheets.example.com/api',
  scope: 'openid',
  flow: 'id_token token',
  tokenStorage: 'memory',
  resourceParameter: 'audience',
  apiUrl: 'http://localhost:3001',
  demo: true,
}
const answer = (response: Response) => () => Promise.resolve(response)

describe('parseConfig', () => {
  it('takes what the server sends', () => {
    expect(parseConfig(good)).toEqual(good)
  })

  it('takes an empty audience', () => {
    expect(parseConfig({ ...good, audience: '' }).audience).toBe('')
  })

  it('takes what only some providers need', () => {
    const special = { ...good, responseMode: 'form_post', idTokenAlgorithms: ['ES256'] }
    expect(parseConfig(special)).toEqual(special)
  })

  it.each([
    ['responseMode', 'query'],
    ['idTokenAlgorithms', 'ES256'],
    ['issuer', 'localhost'],
    ['issuer', 'javascript:alert(1)'],
    ['apiUrl', undefined],
    ['clientId', ''],
    ['flow', 7],
    ['tokenStorage', 'cookie'],
    ['resourceParameter', 'aud'],
  ])('names %s where it is %s', (name, value) => {
    expect(() => parseConfig({ ...good, [name]: value })).toThrow(`"${name}"`)
  })

  it.each([null, 'x', 7])('refuses %s', (body) => {
    expect(() => parseConfig(body)).toThrow(ConfigError)
  })
})

describe('loadConfig', () => {
  it('gives the configuration', async () => {
    expect(await loadConfig(answer(Response.json(good)))).toEqual(good)
  })

  it.each([
    ['a status', answer(new Response('', { status: 502 })), /502/],
    ['a page instead', answer(new Response('<html>')), /not JSON/],
    ['no answer', () => Promise.reject(new TypeError('fetch failed')), /does not answer/],
  ])('says what is wrong: %s (R39)', async (_, fetch, sentence) => {
    await expect(loadConfig(fetch)).rejects.toThrow(sentence)
  })
})
