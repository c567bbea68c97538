import type { Rule, TenantCode } from '@frontchannel/mock-idp'
import { RegistrationRefused, TenantError, UnauthorizedError } from '@frontchannel/mock-idp'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { api, basicAuth, pkce, setUp, tenant, user } from './fixture.ts'
import type { Setup } from './fixture.ts'
import { createTestBrowser } from '../src/testing/browser.ts'

const rule = (run: Rule['run'], more: Partial<Rule> = {}): Rule => ({
  name: 'The rule',
  order: 1,
  run,
  ...more,
})

const withRules = (...rules: readonly Rule[]): Setup => setUp({ code: { rules } })
const withHooks = (hooks: TenantCode['hooks'] & object): Setup =>
  setUp({ tenant: { ...tenant, demo: true }, code: { hooks } })

const request = { audience: api, scope: 'openid read:tests' }

async function tokens(own: Setup, parameters: Record<string, string> = request) {
  const visit = await own.logIn(parameters)
  return {
    visit,
    idToken: decodeJwt(visit.parameters.get('id_token') ?? ''),
    accessToken: decodeJwt(visit.parameters.get('access_token') ?? ''),
  }
}

describe('rules', () => {
  it('add claims to either token, and read what the ones before wrote', async () => {
    const own = withRules(
      rule(
        (user, context) => {
          context.idToken['http://fiz/baz'] = user.roles?.join() ?? ''
        },
        { name: 'Second', order: 2 },
      ),
      rule(
        (user, context) => {
          user.roles = ['admin']
          context.accessToken['http://foo/bar'] = 'value'
        },
        { name: 'First', order: 1 },
      ),
      rule(() => Promise.reject(new Error('is off')), { name: 'Off', order: 0, enabled: false }),
    )
    const { idToken, accessToken, visit } = await tokens(own)
    expect(idToken['http://fiz/baz']).toBe('admin')
    expect(accessToken['http://foo/bar']).toBe('value')
    expect(accessToken).not.toHaveProperty('http://fiz/baz')
    const header = { Authorization: `Bearer ${visit.parameters.get('access_token') ?? ''}` }
    expect(await (await own.get('userinfo', header)).json()).toMatchObject({
      'http://fiz/baz': 'admin',
    })
  })

  it.each([
    'sub',
    'exp',
    'role',
    'ftp://x/y',
    'https://auth0.com/role',
    'https://my.webtask.io/role',
    'https://webtask.run/',
  ])('cannot add the claim %s', async (name) => {
    const change = (claims: object): void => void Object.assign(claims, { [name]: 'mine' })
    const own = withRules(
      rule((_user, context) => {
        change(context.idToken)
        change(context.accessToken)
      }),
    )
    const { idToken, accessToken } = await tokens(own)
    expect(idToken[name]).not.toBe('mine')
    expect(accessToken[name]).not.toBe('mine')
  })

  it('replace the scopes by what the API defines, and the client is told', async () => {
    const own = withRules(
      rule((_user, context) => {
        context.accessToken.scope = ['write:tests', 'made:up', 'offline_access', 'openid']
      }),
    )
    const { accessToken, visit } = await tokens(own)
    expect(accessToken['scope']).toBe('write:tests openid')
    expect(visit.parameters.get('scope')).toBe('write:tests openid')
  })

  it('know the client, the connection, the protocol and how often somebody logged in', async () => {
    const seen: unknown[] = []
    const own = withRules(
      rule(({ user_id: userId }, { clientID, connection, connectionStrategy, protocol, stats }) => {
        seen.push([userId, clientID, connection, connectionStrategy, protocol, stats.loginsCount])
      }),
    )
    await own.logIn(request)
    await own.browser.open(own.authorizeUrl({ ...request, prompt: 'none' }))
    const common = ['auth0|ann', 'spa', 'Username-Password-Authentication', 'auth0']
    expect(seen).toEqual([
      [...common, 'oidc-implicit-profile', 1],
      [...common, 'oidc-implicit-profile', 1],
    ])
  })

  it('deny: the client is told why, and nobody is logged in', async () => {
    const own = withRules(
      rule(({ email }) => {
        if (email === user.email) throw new UnauthorizedError('Only on workdays.')
      }),
    )
    const { parameters } = await own.logIn({})
    expect(Object.fromEntries(parameters)).toEqual({
      error: 'unauthorized',
      error_description: 'Only on workdays.',
      state: 'xyzABC123',
    })
    const again = await own.browser.open(own.authorizeUrl({}))
    expect(again.html).toContain('name="password"')
    const bob = { email: 'bob@example.com', password: 'secret' }
    expect((await own.browser.logIn(own.authorizeUrl({}), bob)).parameters.has('id_token')).toBe(
      true,
    )
  })

  it.each([
    ['throws', () => Promise.reject(new Error('secret detail'))],
    [
      'sets no list of scopes',
      (_user: unknown, context: object) =>
        void Object.assign(context, { accessToken: { scope: 1 } }),
    ],
  ])('end in a page, never in half a login, if one %s', async (_name, run) => {
    const own = withRules(rule(run))
    const visit = await own.logIn({
      response_type: 'code',
      code_challenge: pkce.challenge,
      code_challenge_method: 'S256',
    })
    expect(visit.left).toBe(false)
    expect(visit.status).toBe(500)
    expect(visit.html).toContain('The login could not be completed')
    expect(visit.html).not.toContain('secret detail')
    const silent = await own.browser.open(own.authorizeUrl({ prompt: 'none' }))
    expect(silent.parameters.get('error')).toBe('login_required')
  })

  it('answer a silent request that they fail with an error, at once', async () => {
    let fails = false
    const own = withRules(
      rule(() => (fails ? Promise.reject(new Error('down')) : Promise.resolve())),
    )
    expect((await own.logIn({})).left).toBe(true)
    fails = true
    const { parameters } = await own.browser.open(own.authorizeUrl({ prompt: 'none' }))
    expect(parameters.get('error')).toBe('server_error')
  })

  it('run anew when a refresh token is redeemed', async () => {
    let groups = 1
    const own = withRules(
      rule((_user, context) => {
        if (groups === 3) throw new UnauthorizedError('You left.')
        context.accessToken['https://x.example/groups'] = groups
      }),
    )
    const { parameters } = await own.logIn({
      client_id: 'web',
      response_type: 'code',
      audience: api,
      scope: 'openid offline_access read:tests',
    })
    const redeem = async (body: Record<string, string>) =>
      (await own.post('oauth/token', body, basicAuth)).json() as Promise<Record<string, string>>
    const first = await redeem({
      grant_type: 'authorization_code',
      code: parameters.get('code') ?? '',
      redirect_uri: 'https://web.test/cb',
    })
    const groupsIn = (token: string | undefined) =>
      decodeJwt(token ?? '')['https://x.example/groups']
    expect(groupsIn(first['access_token'])).toBe(1)
    groups = 2
    const refresh = (token: string | undefined) =>
      redeem({ grant_type: 'refresh_token', refresh_token: token ?? '' })
    const second = await refresh(first['refresh_token'])
    expect(groupsIn(second['access_token'])).toBe(2)
    groups = 3
    expect(await refresh(second['refresh_token'])).toMatchObject({ error: 'invalid_grant' })
  })

  it('run in a copy of the tenant too', async () => {
    const own = withRules(rule(() => Promise.reject(new Error('no'))))
    const { issuer } = await own.idp.control.createTenant({})
    const url = own.authorizeUrl({}).replace('http://idp.test/', issuer)
    expect((await own.browser.logIn(url, user)).html).toContain('could not be completed')
  })

  it.each([
    ['a name with other characters', [rule(() => undefined, { name: 'a_b' })]],
    ['a name that occurs twice', [rule(() => undefined), rule(() => undefined)]],
  ])('are refused at the start with %s', (_name, rules) => {
    expect(() => withRules(...rules)).toThrow(TenantError)
  })
})

describe('a rule that redirects', () => {
  const redirecting = rule((_user, context) => {
    if (context.protocol === 'redirect-callback') {
      context.idToken['https://x.example/answer'] = context.request.query['answer'] ?? 'none'
    } else {
      context.redirect = { url: 'https://ask.test/question?x=1' }
    }
  })

  const leave = async (own: Setup) => {
    const page = await own.logIn({})
    const link = /href="(https:\/\/ask\.test[^"]*)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&')
    const state = new URL(link ?? '').searchParams.get('state') ?? ''
    return `http://idp.test/continue?state=${state}`
  }

  it('goes on at /continue, once, with what came along', async () => {
    const own = withRules(redirecting)
    const back = await leave(own)
    const visit = await own.browser.open(`${back}&answer=42`)
    const claims = decodeJwt(visit.parameters.get('id_token') ?? '')
    expect(claims['https://x.example/answer']).toBe('42')
    expect((await own.browser.open(back)).status).toBe(400)
  })

  it('goes on in the browser that left only', async () => {
    const own = withRules(redirecting)
    const back = await leave(own)
    const other = createTestBrowser((request) => own.idp.fetch(request))
    expect((await other.open(back)).status).toBe(400)
    expect((await own.browser.open(back)).left).toBe(true)
  })

  it('makes a silent request answer interaction_required', async () => {
    const own = withRules(redirecting)
    await own.browser.open(await leave(own))
    const { parameters } = await own.browser.open(own.authorizeUrl({ prompt: 'none' }))
    expect(parameters.get('error')).toBe('interaction_required')
  })
})

describe('hooks', () => {
  const newcomer = { email: 'new@example.com', password: 'long enough' }
  const signUp = async (own: Setup) => {
    const page = await own.browser.open(own.authorizeUrl({ screen_hint: 'signup' }))
    return own.browser.press(page, 'Sign up', newcomer)
  }

  it('keep somebody out before they are added', async () => {
    const own = withHooks({
      preUserRegistration: () => {
        throw new RegistrationRefused('Ask your manager first.')
      },
    })
    expect((await signUp(own)).html).toContain('Ask your manager first.')
    const { html } = await own.browser.logIn(own.authorizeUrl({}), newcomer)
    expect(html).toContain('Wrong email')
  })

  it('add metadata before, and learn of somebody after', async () => {
    const learnt: unknown[] = []
    const own = setUp({
      code: {
        hooks: {
          preUserRegistration: () => ({ appMetadata: { plan: 'gold' } }),
          postUserRegistration: ({ email }, { connection }) => {
            learnt.push([email, connection])
            throw new Error('nobody cares')
          },
        },
        rules: [
          rule(({ app_metadata: metadata }, context) => {
            context.idToken['https://x.example/plan'] = metadata['plan'] ?? ''
          }),
        ],
      },
    })
    const { parameters } = await signUp(own)
    expect(decodeJwt(parameters.get('id_token') ?? '')['https://x.example/plan']).toBe('gold')
    expect(learnt).toEqual([[newcomer.email, 'Username-Password-Authentication']])
  })

  it('add claims to what a client gets for itself, or refuse it', async () => {
    const get = async (own: Setup) => {
      const body = { grant_type: 'client_credentials', audience: api }
      return (await own.post('oauth/token', body, basicAuth)).json() as Promise<
        Record<string, string>
      >
    }
    const own = withHooks({
      credentialsExchange: ({ scopes }) => ({ 'https://x.example/n': scopes.length, sub: 'me' }),
    })
    const claims = decodeJwt((await get(own))['access_token'] ?? '')
    expect(claims).toMatchObject({ 'https://x.example/n': 1, sub: 'web@clients' })
    const closed = withHooks({ credentialsExchange: () => Promise.reject(new Error('no')) })
    expect(await get(closed)).toMatchObject({ error: 'access_denied' })
  })

  it('send messages in their own way', async () => {
    const sent: string[] = []
    const own = withHooks({
      sendMessage: ({ to }) => {
        sent.push(to)
        return 'sent' as const
      },
    })
    const page = await own.browser.open(own.authorizeUrl({}))
    const form = await own.browser.press(page, 'Forgot password?')
    await own.browser.press(form, 'Send link', { email: user.email })
    expect(sent).toEqual([user.email])
  })
})
