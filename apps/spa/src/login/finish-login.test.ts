// @vitest-environment happy-dom
import { startLogin } from '@frontchannel/relying-party'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PublicConfig } from '../config/public-config.ts'
import { openTraceLog } from '../trace/trace-log.ts'
import { finishLogin } from './finish-login.ts'
import { takeHandOver } from './hand-over.ts'
import { protocolFor } from './protocol.ts'

const issuer = 'https://id.example/'
const config: PublicConfig = {
  issuer,
  clientId: 'timesheets-spa',
  audience: 'https://timesheets.example.com/api',
  scope: 'openid read:timesheets',
  flow: 'id_token',
  tokenStorage: 'memory',
  resourceParameter: 'audience',
  apiUrl: 'https://api.example',
  demo: false,
}
const callback = `${location.origin}/callback`
const finish = (url: string) => finishLogin({ url })
let key: CryptoKey
let jwk: JWK

beforeAll(async () => {
  const pair = await generateKeyPair('RS256')
  key = pair.privateKey
  jwk = { ...(await exportJWK(pair.publicKey)), kid: '1', use: 'sig', alg: 'RS256' }
})

const documents = (): Readonly<Record<string, unknown>> => ({
  '/config.json': config,
  [`${issuer}.well-known/openid-configuration`]: {
    issuer,
    authorization_endpoint: `${issuer}authorize`,
    jwks_uri: `${issuer}jwks`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  },
  [`${issuer}jwks`]: { keys: [jwk] },
})

const idTokenWith = (nonce: string) =>
  new SignJWT({ nonce, name: 'Erin' })
    .setProtectedHeader({ alg: 'RS256', kid: '1' })
    .setIssuer(issuer)
    .setAudience(config.clientId)
    .setSubject('erin')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key)

const begin = async (returnTo: string, responseMode?: 'form_post') => {
  const { settings, environment } = protocolFor(
    config,
    openTraceLog(undefined, () => new Date()),
  )
  const { transaction } = await startLogin(settings, { returnTo, responseMode }, environment)
  return transaction
}
const handedOverAt = (address: string) =>
  takeHandOver(sessionStorage, new URL(address, location.origin), new Date())

describe('finishLogin', () => {
  beforeEach(() => {
    sessionStorage.clear()
    localStorage.clear()
    vi.stubGlobal('fetch', (input: string) => {
      const body = documents()[input]
      return Promise.resolve(body ? Response.json(body) : new Response('', { status: 404 }))
    })
  })
  afterEach(() => void vi.unstubAllGlobals())

  it('hands a checked login over to the page that was asked for', async () => {
    const { state, nonce } = await begin('/timesheets?week=2#entry')
    const to = await finish(`${callback}#state=${state}&id_token=${await idTokenWith(nonce)}`)
    expect(to).toBe('/timesheets?week=2#entry')
    expect(handedOverAt(to)).toMatchObject({ login: { sub: 'erin', claims: { name: 'Erin' } } })
    expect(Object.keys(sessionStorage)).toEqual(['frontchannel.trace'])
  })

  it('hands over which check refused, what it found, and no token', async () => {
    const { state } = await begin('/profile')
    const token = await idTokenWith('of another login')
    const to = await finish(`${callback}#state=${state}&id_token=${token}`)
    expect(to).toBe('/login/refused')
    expect(JSON.stringify(Object.entries(sessionStorage))).not.toContain(token)
    expect(handedOverAt(to)).toMatchObject({
      problem: { kind: 'refused', refusal: { check: 'id-token.nonce' } },
      returnTo: '/profile',
    })
  })

  it("hands over the provider's error", async () => {
    const { state } = await begin('/profile')
    const to = await finish(`${callback}#state=${state}&error=access_denied`)
    expect(to).toBe('/login/not-completed')
    expect(handedOverAt(to)).toMatchObject({
      problem: { kind: 'not-completed', error: 'access_denied' },
      returnTo: '/profile',
    })
  })

  it('completes a login whose response was posted, if it asked for that', async () => {
    for (const [mode, page] of [
      ['form_post', '/profile'],
      [undefined, '/login/refused'],
    ] as const) {
      const { state, nonce } = await begin('/profile', mode)
      const parameters = Object.entries({ state, id_token: await idTokenWith(nonce) })
      expect(await finishLogin({ parameters })).toBe(page)
    }
  })

  it('refuses a response that nobody asked for, and the second use of one (R26, pain 7)', async () => {
    const { state, nonce } = await begin('/profile')
    const response = `${callback}#state=${state}&id_token=${await idTokenWith(nonce)}`
    await finish(response)
    for (const again of [response, response.replace(state, 'made-up')]) {
      expect(await finish(again)).toBe('/login/refused')
      expect(handedOverAt('/login/refused')).toMatchObject({
        problem: { refusal: { check: 'authorization-response.state' } },
      })
    }
  })

  it('refuses what comes back after the storage was cleared, and lets it begin again (R34, pain 5)', async () => {
    const { state, nonce } = await begin('/profile')
    sessionStorage.clear()
    const response = `${callback}#state=${state}&id_token=${await idTokenWith(nonce)}`
    expect(await finish(response)).toBe('/login/refused')
    expect(handedOverAt('/login/refused')).toMatchObject({
      problem: { refusal: { check: 'authorization-response.state' } },
      returnTo: '/timesheets',
    })
  })

  it('tries the same response again once the network is back, if nothing of it was used (R37)', async () => {
    const { state, nonce } = await begin('/profile')
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const network = fetch
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
    const done = finish(`${callback}#state=${state}&id_token=${await idTokenWith(nonce)}`)
    await vi.waitFor(() => expect(online).toHaveBeenCalledTimes(2))
    vi.stubGlobal('fetch', network)
    window.dispatchEvent(new Event('online'))
    expect(await done).toBe('/profile')
    online.mockRestore()
  })

  it('says so when the configuration cannot be had', async () => {
    const { state } = await begin('/profile')
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
    expect(await finish(`${callback}#state=${state}`)).toBe('/login/not-completed')
  })

  describe('without a response', () => {
    it('goes on to a hand-over that waits, as after a reload (R24)', async () => {
      const { state, nonce } = await begin('/profile')
      await finish(`${callback}#state=${state}&id_token=${await idTokenWith(nonce)}`)
      expect(await finish(callback)).toBe('/profile')
      expect(handedOverAt('/profile')).toMatchObject({ login: { sub: 'erin' } })
    })

    it('goes home where a session can be restored', async () => {
      localStorage.setItem('frontchannel.logged-in', '1')
      expect(await finish(callback)).toBe('/timesheets')
    })

    it('says that there is none', async () => {
      expect(await finish(callback)).toBe('/login/not-completed')
      expect(handedOverAt('/login/not-completed')).toMatchObject({
        problem: { error: 'app:no-response' },
      })
    })
  })

  it('refuses in words where there is no storage (R32)', async () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    await expect(finish(callback)).rejects.toThrow(/keeps no storage/)
    vi.restoreAllMocks()
  })
})
