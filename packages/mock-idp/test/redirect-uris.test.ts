import { describe, expect, it } from 'vitest'
import { setUp, tenant } from './fixture.ts'

/** Addresses that look like a registered one, and where a redirect to them would end. */
const strangers = [
  'https://app.test/cb/',
  'https://app.test/cb?x=1',
  'https://app.test/cb?',
  'https://app.test/cb#',
  'https://app.test/cb#x',
  'https://app.test/cb%23',
  'https://app.test/CB',
  'https://APP.test/cb',
  'HTTPS://app.test/cb',
  'http://app.test/cb',
  'https://app.test:443/cb',
  'https://app.test:8443/cb',
  'https://app.test./cb',
  'https://app.test/x/../cb',
  'https://app.test/./cb',
  'https://app.test//cb',
  'https://app.test/%63b',
  'https://app.test/cb%2f..',
  'https://app.test/cb/../evil',
  'https://app.test/cb;x',
  'https://app.test\\cb',
  'https:\\\\app.test\\cb',
  'https:/app.test/cb',
  'https:app.test/cb',
  '//app.test/cb',
  '/cb',
  'cb',
  ' https://app.test/cb',
  'https://app.test/cb ',
  'https://app.test/cb\t',
  'https://app.test/cb\n',
  'https://app.test/cb\u0000',
  'https://user@app.test/cb',
  'https://app.test@evil.test/cb',
  'https://evil.test/?https://app.test/cb',
  'https://evil.test/https://app.test/cb',
  'https://evil.test#https://app.test/cb',
  'https://app.test.evil.test/cb',
  'https://evilapp.test/cb',
  'https://xn--app-.test/cb',
  'https://app.test/cb,https://evil.test',
  'javascript:alert(1)//https://app.test/cb',
  'data:text/html,https://app.test/cb',
  'https://web.test/cb',
]

describe('redirect_uri', () => {
  it.each(strangers)('%j is answered by a page, never by a redirect', async (address) => {
    const { browser, authorizeUrl } = setUp()
    const page = await browser.open(authorizeUrl({ redirect_uri: address }))
    expect(page.status).toBe(400)
    expect(page.left).toBe(false)
    expect(page.headers.get('location')).toBeNull()
    expect(page.html).not.toMatch(/<(a|form|meta http-equiv|script)\b/)
  })

  describe('of a native application', () => {
    const registered = ['http://127.0.0.1/cb', 'http://[::1]:3000/cb', 'http://localhost/cb?a=b']
    const [spa] = tenant.clients ?? []
    const native = { ...spa, type: 'native', callbackUrls: [...registered, 'https://app.test/cb'] }
    const open = async (address: string, client: object = native) => {
      const { browser, authorizeUrl } = setUp({
        tenant: { ...tenant, clients: [client as never] },
      })
      return browser.open(authorizeUrl({ redirect_uri: address }))
    }

    it.each([
      'http://127.0.0.1:51004/cb',
      'http://127.0.0.1/cb',
      'http://[::1]:1/cb',
      'http://[::1]/cb',
      'http://localhost:65535/cb?a=b',
    ])('may have any port on this machine: %s', async (address) => {
      const { logIn } = setUp({ tenant: { ...tenant, clients: [native as never] } })
      const page = await open(address)
      const source = address.includes('[') ? 'http:' : new URL(address).origin
      expect(page.headers.get('content-security-policy')).toContain(source)
      expect((await logIn({ redirect_uri: address })).url.href).toContain(`${address}#`)
    })

    it.each([
      'http://127.0.0.1:51004/cb/',
      'http://127.0.0.1:51004/CB',
      'http://127.0.0.1:51004/cb?x',
      'http://127.0.0.1:51004/cb?a=b',
      'http://127.0.0.2:51004/cb',
      'http://127.1:51004/cb',
      'https://127.0.0.1:51004/cb',
      'http://localhost:51004/cb',
      'http://127.0.0.1:65536/cb',
      'http://127.0.0.1:0/cb',
      'http://127.0.0.1:080/cb',
      'http://127.0.0.1:/cb',
      'http://127.0.0.1:80@evil.test/cb',
      'http://127.0.0.1:80.evil.test/cb',
      'http://127.0.0.1.evil.test/cb',
      'http://127.0.0.1:80\\@evil.test/cb',
      'https://app.test:8443/cb',
    ])('must be as registered otherwise: %j', async (address) => {
      const page = await open(address)
      expect([page.status, page.left]).toEqual([400, false])
    })

    it('is compared with its port for every other application', async () => {
      const page = await open('http://127.0.0.1:51004/cb', { ...native, type: 'spa' })
      expect([page.status, page.left]).toEqual([400, false])
    })
  })

  it('must not come twice, not even the same', async () => {
    const { browser, authorizeUrl } = setUp()
    for (const second of ['https://app.test/cb', 'https://evil.test/']) {
      const url = `${authorizeUrl({})}&redirect_uri=${encodeURIComponent(second)}`
      const page = await browser.open(url)
      expect(page.status).toBe(400)
      expect(page.left).toBe(false)
    }
  })

  it('must not be left out', async () => {
    const { browser, authorizeUrl } = setUp()
    const page = await browser.open(authorizeUrl({ redirect_uri: undefined }))
    expect(page.status).toBe(400)
  })

  it('keeps the query it was registered with', async () => {
    const address = 'https://app.test/cb?keep=this&and=that'
    const [spa] = tenant.clients ?? []
    const { logIn } = setUp({
      tenant: { ...tenant, clients: spa ? [{ ...spa, callbackUrls: [address] }] : [] },
    })
    const fragment = await logIn({ redirect_uri: address })
    expect(fragment.url.href.startsWith(`${address}#`)).toBe(true)
    const challenge = { code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' }
    const query = await logIn({ redirect_uri: address, response_type: 'code', ...challenge })
    expect(query.url.href.startsWith(`${address}&code=`)).toBe(true)
  })

  it.each([
    ['an unknown client', { client_id: 'nobody' }],
    ['no client', { client_id: undefined }],
  ])('is not used for %s', async (_, parameters) => {
    const { browser, authorizeUrl } = setUp()
    const page = await browser.open(authorizeUrl(parameters))
    expect(page.status).toBe(400)
    expect(page.left).toBe(false)
  })
})
