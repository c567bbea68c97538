import { createLocalJWKSet, jwtVerify } from 'jose'
import type { JSONWebKeySet } from 'jose'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { issuer, setUp } from '../fixture.ts'
import { always, rowsOf } from './rows.ts'

afterEach(() => {
  vi.useRealTimers()
})

describe('a fault of the provider metadata', () => {
  it.each(rowsOf('provider-metadata'))('$id changes them', async ({ id }) => {
    const { idp, get } = setUp()
    const read = async (): Promise<unknown> =>
      (await get('.well-known/openid-configuration')).json()
    const good = await read()
    await idp.control.armFaults(always(id))
    expect(await read()).not.toEqual(good)
  })

  it('may put the keys elsewhere, where they are', async () => {
    const { idp, get } = setUp()
    await idp.control.armFaults(always('provider-metadata.jwks_uri.random'))
    const metadata = (await (await get('.well-known/openid-configuration')).json()) as {
      jwks_uri: string
    }
    expect(metadata.jwks_uri).not.toContain('jwks.json')
    const elsewhere = await idp.fetch(new Request(metadata.jwks_uri))
    expect(await elsewhere.json()).toEqual(await (await get('.well-known/jwks.json')).json())
  })
})

describe('a fault of the key set', () => {
  // jose does not take a set with private members; who picks the public ones can
  const rows = rowsOf('jwks').filter(({ id }) => id !== 'jwks.keys.private')

  it('jwks.keys.private tells the private members', async () => {
    const { idp, get } = setUp()
    await idp.control.armFaults(always('jwks.keys.private'))
    const { keys } = (await (await get('.well-known/jwks.json')).json()) as JSONWebKeySet
    expect(keys.map((key) => typeof key['d'])).toEqual(['string', 'string'])
  })

  it.each(rows)(
    '$id is to be verified or not, as its verdict says ($verdict)',
    async ({ id, verdict }) => {
      const { idp, get, logIn } = setUp()
      const keys = async (): Promise<JSONWebKeySet> =>
        (await (await get('.well-known/jwks.json')).json()) as JSONWebKeySet
      const good = await keys()
      await idp.control.armFaults(always(id))
      const set = await keys()
      expect(set).not.toEqual(good)
      const token = (await logIn({ response_type: 'id_token' })).parameters.get('id_token') ?? ''
      const verified = await jwtVerify(token, createLocalJWKSet(set), { issuer }).then(
        () => true,
        () => false,
      )
      expect(verified).toBe(verdict === 'accept')
    },
  )
})

describe('a fault of HTTP', () => {
  const paths: Readonly<Record<string, string>> = {
    discovery: '.well-known/openid-configuration',
    jwks: '.well-known/jwks.json',
    token: 'oauth/token',
    userinfo: 'userinfo',
  }
  const ask = (endpoint: string) => {
    const { idp, get, post } = setUp()
    const path = paths[endpoint] ?? ''
    return { control: idp.control, ask: () => (endpoint === 'token' ? post(path, {}) : get(path)) }
  }
  const rows = rowsOf('http').map(({ id }) => {
    const [, endpoint = '', behaviour = ''] = id.split('.')
    return { id, endpoint, behaviour }
  })
  const seen: Readonly<Record<string, (response: Response) => Promise<boolean> | boolean>> = {
    slow: () => true,
    cut: (response) =>
      response.text().then(
        () => false,
        () => true,
      ),
    'status-500': ({ status }) => status === 500,
    'status-503': ({ status, headers }) => status === 503 && headers.get('retry-after') === '5',
    html: ({ headers }) => headers.get('content-type') === 'text/html',
    'not-json': (response) =>
      response.json().then(
        () => false,
        () => true,
      ),
    'empty-object': async (response) => (await response.text()) === '{}',
    huge: async (response) => (await response.text()).length === 5_000_000,
    redirect: ({ status, headers }) =>
      status === 307 && headers.get('location') === 'http://stranger.invalid/',
  }

  it.each(rows)('$id is what its name says', async ({ id, endpoint, behaviour }) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { control, ask: send } = ask(endpoint)
    await control.armFaults(always(id))
    const started = Date.now()
    const answered = send()
    await vi.advanceTimersByTimeAsync(behaviour === 'slow' ? 30_000 : 0)
    const response = await answered
    expect(started).toBeLessThanOrEqual(Date.now())
    expect(await seen[behaviour]?.(response)).toBe(true)
  })

  it('leaves the other endpoints alone', async () => {
    const { idp, get } = setUp()
    await idp.control.armFaults({ faults: [{ id: 'http.jwks.status-500', times: 1 }] })
    expect((await get('.well-known/openid-configuration')).status).toBe(200)
    expect((await get('.well-known/jwks.json')).status).toBe(500)
    expect((await get('.well-known/jwks.json')).status).toBe(200)
  })

  it('is slow in truth', async () => {
    vi.useFakeTimers()
    const { control, ask: send } = ask('jwks')
    await control.armFaults(always('http.jwks.slow'))
    let answered = false
    const waiting = send().then(() => (answered = true))
    await vi.advanceTimersByTimeAsync(29_000)
    expect(answered).toBe(false)
    await vi.advanceTimersByTimeAsync(2000)
    await waiting
    expect(answered).toBe(true)
  })
})
