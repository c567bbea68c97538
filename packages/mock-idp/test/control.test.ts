import { createControlClient, createMockIdp } from '@frontchannel/mock-idp'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { createTestBrowser } from '../src/testing/browser.ts'
import { startCpuTime } from './cpu-time.ts'
import { api, issuer, setUp, tenant, user } from './fixture.ts'

const secret = 'a-secret-of-the-control-plane'

/** The same calls, over HTTP and in process. */
function overHttp(setup = setUp()) {
  const plane = setup.idp.controlPlane(secret)
  const control = createControlClient({
    url: 'http://127.0.0.1:4001',
    secret,
    fetch: (input, init) => plane(new Request(input, init)),
  })
  return { ...setup, control, plane }
}

function inProcess(setup = setUp()) {
  return { ...setup, control: setup.idp.control }
}

describe.each([
  ['in process', inProcess],
  ['over HTTP', overHttp],
])('the control plane %s', (_, connect) => {
  it('creates a tenant below the issuer, as a copy with changes, and deletes it', async () => {
    const { control, idp } = connect()
    const made = await control.createTenant({ id: 'one', changes: { name: 'One' } })
    expect(made).toMatchObject({ id: 'one', issuer: `${issuer}t/one/` })
    const metadata = await idp.fetch(new Request(`${made.issuer}.well-known/openid-configuration`))
    expect(await metadata.json()).toMatchObject({
      issuer: made.issuer,
      authorization_endpoint: `${issuer}t/one/authorize`,
    })
    expect((await control.listTenants({})).tenants.map(({ id }) => id)).toEqual(['main', 'one'])
    await control.deleteTenant({ tenant: 'one' })
    const gone = await idp.fetch(new Request(`${made.issuer}.well-known/openid-configuration`))
    expect(gone.status).toBe(404)
  })

  it('creates an issuer without a slash at its end', async () => {
    const { control, idp } = connect()
    const made = await control.createTenant({ id: 'bare', trailingSlash: false })
    expect(made.issuer).toBe(`${issuer}t/bare`)
    const metadata = await idp.fetch(
      new Request(`${issuer}t/bare/.well-known/openid-configuration`),
    )
    expect(await metadata.json()).toMatchObject({
      issuer: `${issuer}t/bare`,
      jwks_uri: `${issuer}t/bare/.well-known/jwks.json`,
    })
  })

  it('says with its path what is wrong with a tenant', async () => {
    const { control } = connect()
    const changes = { users: [{ sub: 'a', email: 'a@example.com', password: 'x', pasword: 'y' }] }
    await expect(control.createTenant({ changes: changes })).rejects.toThrow(
      'users[0].pasword: no such key',
    )
  })

  it('refuses a call whose input is not in the schema', async () => {
    const { control } = connect()
    await expect(
      control.armFaults({ faults: [{ id: 'id-token.nonsense' as never }] }),
    ).rejects.toThrow('no such fault: id-token.nonsense')
    await expect(control.resetTenant({ tenant: 'unknown' })).rejects.toThrow('no tenant "unknown"')
  })

  it('arms a fault for some requests, for so many times', async () => {
    const { control, logIn, verify } = connect()
    await control.armFaults({
      faults: [{ id: 'id-token.nonce.append1', times: 1, when: { responseType: 'id_token' } }],
    })
    const nonceOf = async (type: string): Promise<unknown> => {
      const { parameters } = await logIn({ response_type: type })
      return (await verify(parameters.get('id_token') ?? '')).payload['nonce']
    }
    expect(await nonceOf('id_token token')).toBe('n-0S6_WzA2Mj')
    expect(await nonceOf('id_token')).toBe('n-0S6_WzA2Mj1')
    expect(await nonceOf('id_token')).toBe('n-0S6_WzA2Mj')
  })

  it('adds, replaces and removes users and clients', async () => {
    const { control, browser, authorizeUrl } = connect()
    const email = 'eve@example.com'
    await control.putUser({ user: { sub: 'auth0|eve', email, password: 'first' } })
    await control.putUser({ user: { sub: 'auth0|eve', email, password: 'second' } })
    const wrong = await browser.logIn(authorizeUrl({}), { email, password: 'first' })
    expect(wrong.left).toBe(false)
    const right = await browser.logIn(authorizeUrl({}), { email, password: 'second' })
    expect(right.parameters.has('id_token')).toBe(true)
    await control.removeUser({ sub: 'auth0|eve' })
    const silent = await browser.open(authorizeUrl({ prompt: 'none' }))
    expect(silent.parameters.get('error')).toBe('login_required')
    await control.removeClient({ clientId: 'spa' })
    expect((await browser.open(authorizeUrl({}))).status).toBe(400)
    await control.putClient({
      client: {
        clientId: 'spa',
        name: 'Back',
        type: 'spa',
        callbackUrls: ['https://app.test/cb'],
      },
    })
    expect((await browser.open(authorizeUrl({}))).html).toContain('to continue to')
  })

  it('adds an API that tokens can be asked for', async () => {
    const { control, logIn, verify } = connect()
    const identifier = 'urn:another-api'
    const scopes = [{ name: 'read:more', description: 'Read more' }]
    await control.putApi({ api: { identifier, name: 'Another', scopes } })
    const { parameters } = await logIn({ audience: identifier, scope: 'read:more' })
    const { payload } = await verify(parameters.get('access_token') ?? '')
    expect(payload.aud).toBe(identifier)
  })

  it('rotates keys, with and without overlap', async () => {
    const { control, logIn, verify } = connect()
    const idToken = async (): Promise<string> =>
      (await logIn({ response_type: 'id_token' })).parameters.get('id_token') ?? ''
    const first = await idToken()
    await control.rotateKeys({})
    const second = await idToken()
    expect(decodeProtectedHeader(second).kid).not.toBe(decodeProtectedHeader(first).kid)
    await expect(verify(first)).resolves.toBeDefined()
    await control.rotateKeys({ keepOld: false })
    await expect(verify(first)).rejects.toThrow('no applicable key')
  })

  it('rotates right before the next signature', async () => {
    const { control, logIn, verify, get } = connect()
    await control.rotateKeys({ when: 'before-next-signature' })
    const before = await (await get('.well-known/jwks.json')).text()
    const { parameters } = await logIn({ response_type: 'id_token' })
    const token = parameters.get('id_token') ?? ''
    expect(before).not.toContain(decodeProtectedHeader(token).kid)
    await expect(verify(token)).resolves.toBeDefined()
  })

  it('moves the clock by which tokens, sessions and codes live', async () => {
    const { control, logIn, browser, authorizeUrl } = connect(
      setUp({ now: () => new Date('2026-11-20T12:00:00Z') }),
    )
    await logIn({})
    expect(await control.moveClock({ advance: 3600 })).toEqual({ now: '2026-11-20T13:00:00.000Z' })
    const silent = await browser.open(authorizeUrl({ prompt: 'none' }))
    const iat = decodeJwt(silent.parameters.get('id_token') ?? '').iat
    expect(iat).toBe(Date.parse('2026-11-20T13:00:00Z') / 1000)
    await control.moveClock({ set: '2026-12-24T00:00:00Z', stopped: true })
    const later = await browser.open(authorizeUrl({ prompt: 'none' }))
    expect(later.parameters.get('error')).toBe('login_required')
  })

  it('starts, switches and ends sessions', async () => {
    const { control, idp, authorizeUrl } = connect()
    await control.allow({ sub: 'auth0|bob', clientId: 'spa', scopes: ['openid'] })
    await control.allow({ sub: 'auth0|ann', clientId: 'spa', scopes: ['openid'] })
    const { cookie } = await control.startSession({ sub: 'auth0|bob' })
    const silently = async (): Promise<URLSearchParams> => {
      const response = await idp.fetch(
        new Request(authorizeUrl({ prompt: 'none' }), {
          headers: { Cookie: `${cookie.name}=${cookie.value}` },
        }),
      )
      return new URLSearchParams(new URL(response.headers.get('location') ?? '').hash.slice(1))
    }
    expect(decodeJwt((await silently()).get('id_token') ?? '').sub).toBe('auth0|bob')
    expect(await control.switchUser({ sub: 'auth0|ann' })).toEqual({ sessions: 1 })
    expect(decodeJwt((await silently()).get('id_token') ?? '').sub).toBe('auth0|ann')
    expect(await control.endSessions({})).toEqual({ sessions: 1 })
    expect((await silently()).get('error')).toBe('login_required')
  })

  it('revokes what was granted', async () => {
    const { control, logIn, get } = connect()
    const { parameters } = await logIn({})
    const headers = { Authorization: `Bearer ${parameters.get('access_token') ?? ''}` }
    expect((await get('userinfo', headers)).status).toBe(200)
    expect(await control.revoke({ sub: 'auth0|ann' })).toEqual({ grants: 1 })
    expect((await get('userinfo', headers)).status).toBe(401)
  })

  it('mints tokens that are as they should be but for what is ordered', async () => {
    const { control, verify } = connect()
    const good = await control.mint({ kind: 'access-token', sub: 'auth0|bob', scope: 'read:tests' })
    const { payload } = await verify(good.token)
    expect(payload).toMatchObject({ sub: 'auth0|bob', aud: api, scope: 'read:tests' })
    const odd = await control.mint({
      kind: 'access-token',
      faults: ['access-token.typ.jwt'],
      claims: { exp: null },
      without: ['jti'],
      header: { kid: 'mine' },
    })
    expect(decodeProtectedHeader(odd.token)).toMatchObject({ typ: 'JWT', kid: 'mine' })
    const claims = JSON.parse(atob(odd.token.split('.')[1] ?? '')) as Record<string, unknown>
    expect(claims['exp']).toBeNull()
    expect(claims).not.toHaveProperty('jti')
    const raw = await control.mint({
      kind: 'id-token',
      claimsText: 'not json',
      signatureText: 'none of that',
    })
    expect(raw.token).toMatch(/\.bm90IGpzb24\.none of that$/)
    await expect(
      control.mint({ kind: 'id-token', faults: ['access-token.typ.jwt'] }),
    ).rejects.toThrow('not one of an id-token')
  })

  it.each(['RS512', 'PS256', 'ES256', 'ES384', 'EdDSA'] as const)(
    'mints a token signed with %s',
    async (alg) => {
      const { control } = connect()
      const { token } = await control.mint({ kind: 'id-token', alg })
      expect(decodeProtectedHeader(token).alg).toBe(alg)
      expect(token.split('.')[2]).not.toBe('')
    },
  )

  it('tells what was requested, in order, without secrets, and waits for it', async () => {
    const { control, logIn } = connect()
    const waiting = control.readLog({ waitMilliseconds: 5000 })
    await logIn({ mock_faults: 'id-token.iss.append1' })
    const [first] = (await waiting).entries
    expect(first).toMatchObject({ id: 1, endpoint: 'authorize', clientId: 'spa', status: 303 })
    expect(first?.parameters).toMatchObject({ state: 'xyzABC123', response_type: 'id_token token' })
    const { entries } = await control.readLog({ since: 1 })
    expect(entries.map(({ id }) => id)).toEqual(entries.map((_, index) => index + 2))
    expect(entries.at(-1)).toMatchObject({ faults: ['id-token.iss.append1'], status: 302 })
    expect(JSON.stringify(entries)).not.toContain(user.password)
    expect(JSON.stringify(entries)).not.toMatch(/eyJ[\w-]+\./)
  })

  it('resets a tenant to how it was created', async () => {
    const { control, browser, logIn, authorizeUrl } = connect()
    await logIn({})
    await control.armFaults({ faults: [{ id: 'id-token.alg.none' }] })
    await control.moveClock({ advance: 999 })
    await control.removeClient({ clientId: 'web' })
    await control.resetTenant({})
    expect((await control.readLog({})).entries).toEqual([])
    const silent = await browser.open(authorizeUrl({ prompt: 'none' }))
    expect(silent.parameters.get('error')).toBe('login_required')
    const { parameters } = await logIn({ client_id: 'web', response_type: 'id_token' })
    expect(decodeProtectedHeader(parameters.get('id_token') ?? '').alg).toBe('RS256')
  })
})

describe('the control plane as an HTTP service', () => {
  const ask = async (init: RequestInit = {}, url = 'http://127.0.0.1:4001') => {
    const { plane } = overHttp()
    const headers = new Headers(init.headers)
    if (!headers.has('Authorization')) headers.set('Authorization', `Bearer ${secret}`)
    return plane(new Request(`${url}/_control/tenants`, { ...init, headers }))
  }

  it('answers programs on this machine that know the secret', async () => {
    expect((await ask()).status).toBe(200)
    expect((await ask({}, 'http://localhost:4001')).status).toBe(200)
    expect((await ask({}, 'http://[::1]:4001')).status).toBe(200)
  })

  it.each([
    ['no secret', { headers: { Authorization: '' } }, undefined, 401],
    ['a wrong secret', { headers: { Authorization: 'Bearer nonsense' } }, undefined, 401],
    ['the secret as Basic', { headers: { Authorization: `Basic ${secret}` } }, undefined, 401],
    [
      'a page, whatever its origin',
      { headers: { Origin: 'http://127.0.0.1:4001' } },
      undefined,
      403,
    ],
    ['a rebound host', {}, 'http://evil.test', 403],
    ['a host that begins like this one', {}, 'http://127.0.0.1.evil.test', 403],
    ['a preflight', { method: 'OPTIONS', headers: { Origin: 'http://a.test' } }, undefined, 403],
  ])('refuses %s, and never says CORS', async (_, init, url, status) => {
    const response = await ask(init, url)
    expect(response.status).toBe(status)
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-'))).toEqual([])
  })
})

describe('tenants', () => {
  it('do not disturb each other, 200 at once', async () => {
    const idp = createMockIdp({ issuer, tenant })
    const cpuTime = startCpuTime()
    const made = await Promise.all(
      Array.from({ length: 200 }, (_, index) => idp.control.createTenant({ id: `t${index}` })),
    )
    expect(cpuTime() / 200).toBeLessThan(5)
    const outcomes = await Promise.all(
      made.map(async ({ id, issuer: own }, index) => {
        const faulty = index % 2 === 0
        if (faulty) {
          await idp.control.armFaults({ tenant: id, faults: [{ id: 'id-token.nonce.append1' }] })
        }
        const browser = createTestBrowser((request) => idp.fetch(request))
        const query = new URLSearchParams({
          client_id: 'spa',
          redirect_uri: 'https://app.test/cb',
          response_type: 'id_token',
          nonce: `nonce-${id}`,
          scope: 'openid',
        })
        const { parameters } = await browser.logIn(`${own}authorize?${query.toString()}`, user)
        const { iss, nonce } = decodeJwt(parameters.get('id_token') ?? '')
        const { entries } = await idp.control.readLog({ tenant: id })
        return iss === own && nonce === `nonce-${id}${faulty ? '1' : ''}` && entries.length === 4
      }),
    )
    expect(outcomes.filter(Boolean)).toHaveLength(200)
  }, 60_000)
})
