import type { FaultId } from '@frontchannel/conformance/faults'
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import type { JSONWebKeySet } from 'jose'
import { describe, expect, it, vi } from 'vitest'
import { api, basicAuth, issuer, pkce, setUp, tenant } from '../fixture.ts'
import type { Setup } from '../fixture.ts'
import { always, rowsOf } from './rows.ts'

const request = {
  client_id: 'web',
  response_type: 'code id_token token',
  audience: api,
  scope: 'openid read:tests offline_access',
  code_challenge: pkce.challenge,
  code_challenge_method: 'S256',
}

/** A response in a form that can be compared: tokens by what they say, random values by name. */
function shapeOf(url: URL): unknown {
  const members = (text: string): string[] =>
    [...new URLSearchParams(text)].map(([name, value]) => `${name}=${valueOf(name, value)}`)
  return { query: members(url.search), fragment: members(url.hash.slice(1)) }
}

function valueOf(name: string, value: string): string {
  if (name !== 'id_token') return /^(code|access_token|refresh_token)$/.test(name) ? '…' : value
  const { at_hash: atHash, c_hash: cHash, ...claims } = decodeJwt(value)
  const hash = (text: unknown): string =>
    typeof text === 'string' ? text.replace(/^[\w-]{22}/, '…') : 'nothing'
  return JSON.stringify([claims, hash(atHash), hash(cHash)])
}

const now = (): Date => new Date('2026-11-20T12:00:00Z')

async function responseTo(parameters: Record<string, string>): Promise<{ idp: Setup; url: URL }> {
  const idp = setUp({ now })
  const { url } = await idp.logIn({ ...request, ...parameters })
  return { idp, url }
}

describe('a fault of the authorization response', () => {
  const seenOtherwise: readonly FaultId[] = [
    'authorization-response.access_token.swapped',
    'authorization-response.code.swapped',
    'authorization-response.id_token.added',
    'authorization-response.access_token.added',
    'authorization-response.code.added',
  ]
  const rows = rowsOf('authorization-response').filter(({ id }) => !seenOtherwise.includes(id))

  it.each(rows)('$id changes the response', async ({ id }) => {
    const spoiled = await responseTo({ mock_faults: id })
    const good = await responseTo({})
    expect(shapeOf(spoiled.url)).not.toEqual(shapeOf(good.url))
    const { entries } = await spoiled.idp.idp.control.readLog({})
    expect(entries.at(-1)?.faults).toEqual([id])
  })

  it.each([
    ['authorization-response.access_token.swapped', 'access_token', 'at_hash'],
    ['authorization-response.code.swapped', 'code', 'c_hash'],
    ['id-token.at_hash.append1', 'access_token', 'at_hash'],
    ['id-token.at_hash.missing', 'access_token', 'at_hash'],
    ['id-token.at_hash.case', 'access_token', 'at_hash'],
    ['id-token.at_hash.padded', 'access_token', 'at_hash'],
    ['id-token.c_hash.append1', 'code', 'c_hash'],
    ['id-token.c_hash.missing', 'code', 'c_hash'],
  ])('%s leaves %s without its hash', async (id, member, claim) => {
    const hashOf = async (text: string): Promise<string> => {
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
      return Buffer.from(digest).subarray(0, 16).toString('base64url')
    }
    const { url } = await responseTo({ mock_faults: id })
    const parameters = new URLSearchParams(url.hash.slice(1))
    const { [claim]: hash } = decodeJwt(parameters.get('id_token') ?? '')
    expect(hash).not.toBe(await hashOf(parameters.get(member) ?? ''))
  })

  it.each([
    ['authorization-response.id_token.added', 'token', 'id_token'],
    ['authorization-response.access_token.added', 'id_token', 'access_token'],
    ['authorization-response.code.added', 'token', 'code'],
  ])('%s adds to %s what was not asked for', async (mock_faults, response_type, member) => {
    const { url } = await responseTo({ mock_faults, response_type })
    expect(new URLSearchParams(url.hash.slice(1)).has(member)).toBe(true)
  })

  it('may be in the encoding', async () => {
    const { url } = await responseTo({
      mock_faults: 'authorization-response.encoding.percent-20',
      response_type: 'token',
      scope: 'openid more:tests read:tests',
    })
    expect(url.hash).toContain('&scope=openid%20read%3Atests')
    expect(url.hash).toContain('&note=two%20words')
    const broken = await responseTo({ mock_faults: 'authorization-response.encoding.broken' })
    expect(broken.url.hash).toContain('%E2%80%')
    expect(() => decodeURIComponent(broken.url.hash)).toThrow(URIError)
  })

  it('can strike several at once, and only when asked for', async () => {
    const mock_faults = 'id-token.iss.append1 authorization-response.state.append1'
    const { idp, url } = await responseTo({ mock_faults })
    const parameters = new URLSearchParams(url.hash.slice(1))
    expect(parameters.get('state')).toBe('xyzABC1231')
    expect(decodeJwt(parameters.get('id_token') ?? '').iss).toBe('http://idp.test/1')
    const next = await idp.logIn(request)
    expect(next.parameters.get('state')).toBe('xyzABC123')
  })

  it.each([
    ['an unknown id', 'id-token.no.such', {}],
    ['one that no request can ask for', 'jwks.keys.empty', {}],
    ['a tenant without faults', 'id-token.iss.append1', { faults: false }],
  ])('shows an error page for %s', async (_, id, change) => {
    const idp = setUp()
    const strict = setUp({ tenant: { ...tenant, ...change } })
    const page = await (Object.keys(change).length > 0 ? strict : idp).browser.open(
      idp.authorizeUrl({ mock_faults: id }),
    )
    expect([page.status, page.left]).toEqual([400, false])
  })
})

describe('a fault of the token response', () => {
  const redeem = async (id?: string): Promise<unknown> => {
    const { idp, url } = await responseTo(id === undefined ? {} : { mock_faults: id })
    const code = new URLSearchParams(url.hash.slice(1)).get('code') ?? ''
    const body = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'https://web.test/cb',
      code_verifier: pkce.verifier,
    }
    const first = await bodyOf(await idp.post('oauth/token', body, basicAuth))
    const refresh = { grant_type: 'refresh_token', refresh_token: first['refresh_token'] ?? '' }
    const second = await bodyOf(await idp.post('oauth/token', refresh, basicAuth))
    return [shape(first), shape(second)]
  }

  const spoiledSignature = 'token-response.id_token.signature.xor5a'
  const rows = rowsOf('token-response').filter(({ id }) => id !== spoiledSignature)

  it.each(rows)('$id changes the response', async ({ id }) => {
    expect(await redeem(id)).not.toEqual(await redeem())
  })

  it('of a refreshed ID Token leaves the first one alone', async () => {
    const [first] = (await redeem('token-response.refreshed.sub.append1')) as unknown[]
    const [good] = (await redeem()) as unknown[]
    expect(first).toEqual(good)
  })

  type Body = Record<string, string>
  async function bodyOf(response: Response): Promise<Body> {
    try {
      return (await response.json()) as Body
    } catch {
      return { error: 'lost' }
    }
  }

  function shape({ id_token: token, access_token: access, ...body }: Body): unknown {
    const refresh = body['refresh_token'] === undefined ? 'none' : 'some'
    if (token === undefined) return { ...body, access: typeof access, refresh, token }
    const { at_hash: hash, ...claims } = decodeJwt(token)
    const [header, , signature = ''] = token.split('.')
    const spoiled = signature === '' || (hash as string).length !== 22
    return { ...body, refresh_token: refresh, access: typeof access, header, claims, spoiled }
  }

  it('may be a signature that no longer verifies', async () => {
    const { idp, url } = await responseTo({ mock_faults: spoiledSignature })
    const parameters = new URLSearchParams(url.hash.slice(1))
    const body = await bodyOf(
      await idp.post(
        'oauth/token',
        {
          grant_type: 'authorization_code',
          code: parameters.get('code') ?? '',
          redirect_uri: 'https://web.test/cb',
          code_verifier: pkce.verifier,
        },
        basicAuth,
      ),
    )
    await expect(idp.verify(parameters.get('id_token') ?? '')).resolves.toBeDefined()
    await expect(idp.verify(body['id_token'] ?? '')).rejects.toThrow('signature')
  })
})

describe('a fault of userinfo', () => {
  it.each(rowsOf('userinfo'))('$id changes what it says', async ({ id, verdict }) => {
    const { idp, url } = await responseTo({ mock_faults: id })
    const token = new URLSearchParams(url.hash.slice(1)).get('access_token') ?? ''
    const response = await idp.get('userinfo', { Authorization: `Bearer ${token}` })
    const claims = (await response.json()) as { sub?: string }
    expect(claims).not.toEqual({ sub: 'auth0|ann' })
    expect(claims.sub === 'auth0|ann').toBe(verdict === 'accept')
  })
})

describe('a fault of signed userinfo', () => {
  const [, web] = tenant.clients ?? []
  const clients = [{ ...web, userinfoSigningAlg: 'RS256' } as never]

  /** What a client has to check, done with jose. */
  async function isGood(id?: FaultId): Promise<boolean> {
    const idp = setUp({ now, tenant: { ...tenant, clients } })
    const { parameters } = await idp.logIn({ ...request, ...(id && { mock_faults: id }) })
    const Authorization = `Bearer ${parameters.get('access_token') ?? ''}`
    const response = await idp.get('userinfo', { Authorization })
    if (response.headers.get('content-type') !== 'application/jwt') return false
    const jwks = (await (await idp.get('.well-known/jwks.json')).json()) as JSONWebKeySet
    const verified = await jwtVerify(await response.text(), createLocalJWKSet(jwks), {
      issuer,
      audience: 'web',
      algorithms: ['RS256'],
      requiredClaims: ['sub'],
      currentDate: now(),
    }).catch(() => undefined)
    return verified?.payload.sub === 'auth0|ann' && !('nonce' in verified.payload)
  }

  it('is none where none was asked for', async () => {
    expect(await isGood()).toBe(true)
  })

  it.each(rowsOf('signed-userinfo'))('$id: $verdict', async ({ id, verdict }) => {
    expect(await isGood(id)).toBe(verdict === 'accept')
  })
})

describe('a fault of the silent answer', () => {
  const silently = async (id: string) => {
    const idp = setUp()
    await idp.logIn({})
    return idp.browser.open(idp.authorizeUrl({ prompt: 'none', mock_faults: id }))
  }
  const errors = rowsOf('silent-answer').filter(({ id }) => id.includes('.error.'))

  it.each(errors)('$id is the error of that name', async ({ id }) => {
    expect((await silently(id)).parameters.get('error')).toBe(id.split('.').at(-1))
  })

  it('silent-answer.page.shown is a page that nobody may frame', async () => {
    const page = await silently('silent-answer.page.shown')
    expect([page.left, page.status]).toEqual([false, 200])
    expect(page.headers.get('x-frame-options')).toBe('DENY')
  })

  it('silent-answer.page.error-500 is an error page', async () => {
    expect((await silently('silent-answer.page.error-500')).status).toBe(500)
  })

  it('silent-answer.page.never comes after any client has given up', async () => {
    const idp = setUp()
    const url = idp.authorizeUrl({ prompt: 'none', mock_faults: 'silent-answer.page.never' })
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    let answered = false
    const waiting = idp.browser.open(url).then(() => (answered = true))
    while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve))
    await vi.advanceTimersByTimeAsync(120_000)
    expect(answered).toBe(false)
    await vi.advanceTimersByTimeAsync(200_000)
    vi.useRealTimers()
    await waiting
  })

  it('silent-answer.sub.switched is about another user', async () => {
    const { parameters } = await silently('silent-answer.sub.switched')
    expect(decodeJwt(parameters.get('id_token') ?? '').sub).toBe('auth0|bob')
  })

  it('does not strike where the end-user is asked', async () => {
    const { logIn } = setUp()
    const { parameters } = await logIn({ mock_faults: 'silent-answer.error.server_error' })
    expect(parameters.has('id_token')).toBe(true)
  })
})

describe('a fault of the logout', () => {
  it.each(rowsOf('logout-token'))('$id spoils the logout token', async ({ id }) => {
    const { idp } = setUp({ now })
    const minted = async (faults: (typeof id)[]): Promise<string> =>
      (await idp.control.mint({ kind: 'logout-token', faults })).token
    const shape = (token: string): unknown => {
      const [header, claims = '', ...rest] = token.split('.')
      const text = Buffer.from(claims, 'base64url').toString()
      return [
        header,
        text.replace(/"(jti|sid|nonce)":"[\w-]+"/g, '"$1"'),
        rest.map((part) => part.length),
      ]
    }
    const same =
      JSON.stringify(shape(await minted([id]))) === JSON.stringify(shape(await minted([])))
    // of a spoiled signature nothing is to be seen
    expect(same).toBe(id === 'logout-token.signature.xor5a')
  })

  it.each([
    ['logout-response.state.append1', '?state=kept1'],
    ['logout-response.state.missing', ''],
  ] as const)('%s comes back with %j', async (id, search) => {
    const idp = setUp()
    const { parameters } = await idp.logIn({})
    await idp.idp.control.armFaults(always(id))
    const query = new URLSearchParams({
      id_token_hint: parameters.get('id_token') ?? '',
      post_logout_redirect_uri: 'https://app.test/',
      state: 'kept',
    })
    const visit = await idp.browser.open(`http://idp.test/oidc/logout?${query.toString()}`)
    expect(visit.url.search).toBe(search)
  })
})
