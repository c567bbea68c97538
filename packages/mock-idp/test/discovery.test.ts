import { decodeJwt, decodeProtectedHeader } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { clientWithKey } from './client-with-key.ts'
import { api, basicAuth, callback, issuer, pkce, setUp, tenant } from './fixture.ts'
import type { Setup } from './fixture.ts'

/** What discovery may say, and how each value is proved. Anything else fails. */
interface Metadata extends Record<string, unknown> {
  readonly issuer: string
}

let metadata: Metadata
beforeAll(async () => {
  metadata = (await (await setUp().get('.well-known/openid-configuration')).json()) as Metadata
})

const list = (name: string): string[] => metadata[name] as string[]
const challenge = { code_challenge: pkce.challenge, code_challenge_method: 'S256' }

/** One proof for each member; each walks over all values that the member lists. */
const proofs: Readonly<Record<string, () => Promise<void>>> = {
  issuer: async () => expect(metadata.issuer).toBe(issuer),
  jwks_uri: () => answers('jwks_uri', 200),
  authorization_endpoint: () => answers('authorization_endpoint', 400),
  userinfo_endpoint: () => answers('userinfo_endpoint', 401),
  end_session_endpoint: () => answers('end_session_endpoint', 200),
  token_endpoint: () => answers('token_endpoint', 405),
  revocation_endpoint: () => answers('revocation_endpoint', 405),
  response_types_supported: async () => {
    for (const type of list('response_types_supported')) {
      const { parameters } = await setUp().logIn({ response_type: type, ...challenge })
      for (const [part, member] of Object.entries(memberOfPart)) {
        expect([type, member, parameters.has(member)]).toEqual([
          type,
          member,
          type.split(' ').includes(part),
        ])
      }
    }
    const unsupported = await open({ response_type: 'code token none' })
    expect(unsupported.get('error')).toBe('unsupported_response_type')
  },
  response_modes_supported: async () => {
    expect(list('response_modes_supported')).toEqual(Object.keys(deliveries))
    for (const [mode, sent] of Object.entries(deliveries)) {
      const { logIn } = setUp()
      const visit = await logIn({ response_type: 'code', response_mode: mode, ...challenge })
      expect([mode, sent(visit)]).toEqual([mode, true])
    }
    const unsupported = await open({ response_mode: 'query.jwt' })
    expect(unsupported.get('error')).toBe('invalid_request')
  },
  grant_types_supported: async () => {
    const idp = setUp()
    expect(list('grant_types_supported')).toContain('implicit')
    for (const type of list('grant_types_supported')) {
      if (type === 'implicit') continue // never gets to the token endpoint
      const answer = await idp.post('oauth/token', { grant_type: type, audience: api }, basicAuth)
      const { error } = (await answer.json()) as { error?: string }
      expect(`${type}: ${error}`).not.toMatch(/unsupported_grant_type|unauthorized_client/)
    }
  },
  subject_types_supported: async () => {
    const subOf = async (clientId: string): Promise<unknown> => {
      const { parameters } = await setUp().logIn({ client_id: clientId, response_type: 'id_token' })
      return decodeJwt(parameters.get('id_token') ?? '').sub
    }
    expect(list('subject_types_supported')).toEqual(['public'])
    expect(await subOf('spa')).toBe(await subOf('web'))
  },
  id_token_signing_alg_values_supported: async () => {
    for (const alg of list('id_token_signing_alg_values_supported')) {
      const { parameters } = await withClient({ idTokenSigningAlg: alg }).logIn({
        client_id: 'web',
        response_type: 'id_token',
      })
      expect(decodeProtectedHeader(parameters.get('id_token') ?? '').alg).toBe(alg)
    }
  },
  userinfo_signing_alg_values_supported: async () => {
    for (const alg of list('userinfo_signing_alg_values_supported')) {
      const idp = withClient({ userinfoSigningAlg: alg })
      const { parameters } = await idp.logIn({ client_id: 'web' })
      const headers = { Authorization: `Bearer ${parameters.get('access_token') ?? ''}` }
      const response = await idp.get('userinfo', headers)
      const { payload, protectedHeader } = await idp.verify(await response.text())
      expect(response.headers.get('content-type')).toBe('application/jwt')
      expect(protectedHeader.alg).toBe(alg)
      expect(payload).toMatchObject({ sub: 'auth0|ann', aud: 'web', iss: issuer })
    }
  },
  token_endpoint_auth_methods_supported: () =>
    eachAuthenticationMethod('token_endpoint_auth_methods_supported', 'oauth/token'),
  revocation_endpoint_auth_methods_supported: () =>
    eachAuthenticationMethod('revocation_endpoint_auth_methods_supported', 'oauth/revoke'),
  token_endpoint_auth_signing_alg_values_supported: async () => {
    for (const alg of list('token_endpoint_auth_signing_alg_values_supported')) {
      const client = await clientWithKey(alg)
      const { status } = await client.redeem(await client.assertion())
      expect([alg, status]).toEqual([alg, 200])
    }
    const unlisted = await clientWithKey('RS512')
    expect((await unlisted.redeem(await unlisted.assertion())).status).toBe(401)
  },
  revocation_endpoint_auth_signing_alg_values_supported: async () => {
    for (const alg of list('revocation_endpoint_auth_signing_alg_values_supported')) {
      const client = await clientWithKey(alg)
      const response = await client.revoke('any token', await client.assertion())
      expect([alg, response.status]).toEqual([alg, 200])
    }
    const unlisted = await clientWithKey('RS512')
    expect((await unlisted.revoke('any token', await unlisted.assertion())).status).toBe(401)
  },
  code_challenge_methods_supported: async () => {
    expect(list('code_challenge_methods_supported')).toEqual(['S256'])
    const plain = { ...challenge, code_challenge_method: 'plain' }
    expect((await open({ response_type: 'code', ...plain })).get('error')).toBe('invalid_request')
  },
  scopes_supported: async () => {
    const scope = list('scopes_supported').join(' ')
    const { parameters } = await setUp().logIn({
      client_id: 'web',
      response_type: 'code token',
      scope,
    })
    expect(parameters.has('scope')).toBe(false)
  },
  claims_supported: async () => {
    const idp = setUp()
    const { control } = idp.idp
    await control.putUser({ user: everyClaim })
    const asked = { auth_time: null, acr: null, sid: null }
    const page = await idp.browser.logIn(
      idp.authorizeUrl({
        response_type: 'code id_token token',
        scope: 'openid profile email address phone',
        claims: JSON.stringify({ id_token: asked }),
        ...challenge,
      }),
      { email: everyClaim.email, password: everyClaim.password },
    )
    const claims = decodeJwt(page.parameters.get('id_token') ?? '')
    expect(Object.keys(claims).sort()).toEqual([...list('claims_supported')].sort())
  },
  claim_types_supported: async () => expect(list('claim_types_supported')).toEqual(['normal']),
  claims_parameter_supported: async () => {
    const claims = JSON.stringify({ id_token: { name: null } })
    const { parameters } = await setUp().logIn({ response_type: 'id_token', claims })
    expect(decodeJwt(parameters.get('id_token') ?? '')['name']).toBe('Ann Example')
    expect((await open({ claims: '[' })).get('error')).toBe('invalid_request')
  },
  request_parameter_supported: async () =>
    expect((await open({ request: 'x' })).get('error')).toBe('request_not_supported'),
  request_uri_parameter_supported: async () =>
    expect((await open({ request_uri: 'https://app.test/' })).get('error')).toBe(
      'request_uri_not_supported',
    ),
  require_request_uri_registration: async () =>
    expect(metadata['require_request_uri_registration']).toBe(false),
  prompt_values_supported: async () => {
    for (const prompt of list('prompt_values_supported')) {
      const idp = setUp()
      await idp.logIn({})
      const visit = await idp.browser.open(idp.authorizeUrl({ prompt }))
      expect(visit.left ? 'answered' : (/<h1>(.*)<\/h1>/.exec(visit.html)?.[1] ?? '')).toBe(
        pageOfPrompt[prompt],
      )
    }
    expect((await open({ prompt: 'create' })).get('error')).toBe('invalid_request')
  },
  acr_values_supported: async () => {
    for (const value of list('acr_values_supported')) {
      const acr = { essential: true, value }
      const { parameters } = await setUp().logIn({
        response_type: 'id_token',
        claims: JSON.stringify({ id_token: { acr } }),
      })
      expect(decodeJwt(parameters.get('id_token') ?? '')['acr']).toBe(value)
    }
    const claims = JSON.stringify({ id_token: { acr: { essential: true, value: 'more' } } })
    expect((await open({ claims })).get('error')).toBe('unmet_authentication_requirements')
  },
  ui_locales_supported: async () => {
    for (const language of list('ui_locales_supported')) {
      const idp = setUp()
      const page = await idp.browser.open(idp.authorizeUrl({ ui_locales: `xx ${language}-XX` }))
      expect(page.html).toContain(`<html lang="${language}">`)
    }
  },
  backchannel_logout_supported: async () =>
    expect(metadata['backchannel_logout_supported']).toBe(true), // test/logout.test.ts
  backchannel_logout_session_supported: async () =>
    expect(metadata['backchannel_logout_session_supported']).toBe(true), // test/logout.test.ts
  authorization_response_iss_parameter_supported: async () => {
    expect(metadata['authorization_response_iss_parameter_supported']).toBe(false)
    expect((await setUp().logIn({})).parameters.has('iss')).toBe(false)
    const idp = setUp({ tenant: { ...tenant, authorizationResponseIss: true } })
    const told = (await (await idp.get('.well-known/openid-configuration')).json()) as Metadata
    expect(told['authorization_response_iss_parameter_supported']).toBe(true)
    expect((await idp.logIn({})).parameters.get('iss')).toBe(issuer)
    const failed = await idp.browser.open(idp.authorizeUrl({ nonce: undefined }))
    expect(Object.fromEntries(failed.parameters)).toMatchObject({
      error: 'invalid_request',
      iss: issuer,
    })
  },
}

const memberOfPart = { code: 'code', token: 'access_token', id_token: 'id_token' }
const pageOfPrompt: Readonly<Record<string, string>> = {
  none: 'answered',
  login: 'Log in',
  consent: 'Allow access?',
  select_account: 'Choose an account',
}

type Visit = Awaited<ReturnType<Setup['logIn']>>
const deliveries: Readonly<Record<string, (visit: Visit) => boolean>> = {
  query: ({ url }) => url.searchParams.has('code') && url.hash === '',
  fragment: ({ url }) => url.search === '' && url.hash.startsWith('#code='),
  form_post: ({ html }) => html.includes(`action="${callback}"`) && html.includes('name="code"'),
  web_message: ({ html }) => html.includes('data-origin="https://app.test"'),
}

const everyClaim = {
  sub: 'auth0|every',
  email: 'every@example.com',
  password: 'secret',
  claims: {
    name: 'Eve Ry',
    given_name: 'Eve',
    family_name: 'Ry',
    middle_name: 'E',
    nickname: 'eve',
    preferred_username: 'eve',
    profile: 'https://eve.example/',
    picture: 'https://eve.example/eve.png',
    website: 'https://eve.example/',
    gender: 'female',
    birthdate: '2000-01-01',
    zoneinfo: 'Europe/Berlin',
    locale: 'en',
    updated_at: 1,
    email_verified: true,
    address: { country: 'DE' },
    phone_number: '+15550199',
    phone_number_verified: true,
  },
}

/** Authenticated, a request fails for what it lacks; else with invalid_client. */
async function eachAuthenticationMethod(member: string, path: string): Promise<void> {
  const client = await clientWithKey()
  const plain = setUp()
  const asks: Readonly<Record<string, () => Promise<Response>>> = {
    none: () => plain.post(path, { client_id: 'spa' }),
    client_secret_basic: () => plain.post(path, {}, basicAuth),
    client_secret_post: () => plain.post(path, { client_id: 'web', client_secret: 'web-secret' }),
    private_key_jwt: async () =>
      client.post(path, {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await client.assertion(),
      }),
  }
  expect([...list(member)].sort()).toEqual(Object.keys(asks).sort())
  for (const [method, ask] of Object.entries(asks)) {
    const body = (await (await ask()).json()) as { error?: string }
    expect([method, body.error]).toEqual([method, 'invalid_request'])
  }
}

async function open(parameters: Record<string, string>): Promise<URLSearchParams> {
  const { browser, authorizeUrl } = setUp()
  return (await browser.open(authorizeUrl(parameters))).parameters
}

async function answers(member: string, status: number): Promise<void> {
  const response = await setUp().idp.fetch(new Request(metadata[member] as string))
  expect(response.status).toBe(status)
}

function withClient(change: object): Setup {
  const [, web] = tenant.clients ?? []
  return setUp({ tenant: { ...tenant, clients: [{ ...web, ...change } as never] } })
}

describe('discovery', () => {
  it.each([
    ['at the root', '', '/.well-known/oauth-authorization-server'],
    ['of a tenant', 't/one/', '/.well-known/oauth-authorization-server/t/one'],
    ['of a tenant, the slash kept', 't/one/', '/.well-known/oauth-authorization-server/t/one/'],
    ['of a tenant, appended', 't/one/', '/t/one/.well-known/oauth-authorization-server'],
    ['with the slash of the issuer twice', '', '//.well-known/openid-configuration'],
    ['of a tenant, with a slash twice', 't/one/', '/t/one//.well-known/openid-configuration'],
    ['of a tenant, by its other name', 't/one/', '/.well-known/openid-configuration/t/one'],
  ])('is found where RFC 8414 looks for it: %s', async (_, path, address) => {
    const { idp } = setUp()
    await idp.control.createTenant({ id: 'one' })
    const told = await idp.fetch(new Request(`http://idp.test${address}`))
    const usual = new URL(`${path}.well-known/openid-configuration`, issuer)
    expect(await told.json()).toEqual(await (await idp.fetch(new Request(usual))).json())
  })

  it('is found below the path of an issuer', async () => {
    const { idp } = setUp({ issuer: 'http://idp.test/login' })
    const address = 'http://idp.test/.well-known/oauth-authorization-server/login'
    const told = (await (await idp.fetch(new Request(address))).json()) as Metadata
    expect(told.issuer).toBe('http://idp.test/login')
  })

  it('says nothing that is not proved', () => {
    expect(Object.keys(metadata).sort()).toEqual(Object.keys(proofs).sort())
  })

  it.each(Object.keys(proofs))('tells the truth about %s', async (member) => {
    expect(metadata).toHaveProperty(member)
    await proofs[member]?.()
  })
})
