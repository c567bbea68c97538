import * as oauth from 'oauth4webapi'
import { describe, expect, it } from 'vitest'
import { createBrowser, tokenResponse } from '../test/log-in.ts'
import {
  clientId,
  createProvider,
  issuer,
  json,
  redirectUri,
  seconds,
  settingsFor,
  start,
  type TestProvider,
} from '../test/provider.ts'
import { code, parametersFor, responseFor, type Changes } from '../test/respond.ts'
import { completeLogin } from './login/complete-login.ts'
import type { LoginTransaction } from './transactions/transaction.ts'

/**
 * The same messages for oauth4webapi, which is certified for the code flow, and for us. Where the
 * verdicts differ, the row says why ours is the one we want.
 */
interface Row {
  readonly title: string
  readonly changes?: Changes
  /** Members of the token response. */
  readonly members?: Record<string, unknown>
  readonly ours: Verdict
  /** Only where it is another one. */
  readonly theirs?: Verdict
  readonly because?: string
}

type Verdict = 'accept' | 'reject'

const now = seconds(start)

const alike: readonly Row[] = [
  { title: 'nothing wrong', ours: 'accept' },
  { title: 'another issuer', changes: { claims: { iss: `${issuer}1` } }, ours: 'reject' },
  { title: 'no issuer', changes: { claims: { iss: undefined } }, ours: 'reject' },
  { title: 'no subject', changes: { claims: { sub: undefined } }, ours: 'reject' },
  { title: 'a subject that is a number', changes: { claims: { sub: 1 } }, ours: 'reject' },
  { title: 'another audience', changes: { claims: { aud: 'x' } }, ours: 'reject' },
  { title: 'no audience', changes: { claims: { aud: undefined } }, ours: 'reject' },
  { title: 'us in an array', changes: { claims: { aud: [clientId] } }, ours: 'accept' },
  {
    title: 'two audiences without azp',
    changes: { claims: { aud: [clientId, 'x'] } },
    ours: 'reject',
  },
  { title: 'expired', changes: { claims: { exp: now - 61 } }, ours: 'reject' },
  { title: 'expired within the tolerance', changes: { claims: { exp: now - 30 } }, ours: 'accept' },
  { title: 'exp as text', changes: { claims: { exp: '9999999999' } }, ours: 'reject' },
  { title: 'no exp', changes: { claims: { exp: undefined } }, ours: 'reject' },
  { title: 'no iat', changes: { claims: { iat: undefined } }, ours: 'reject' },
  { title: 'nbf in the future', changes: { claims: { nbf: now + 120 } }, ours: 'reject' },
  { title: 'nbf within the tolerance', changes: { claims: { nbf: now + 30 } }, ours: 'accept' },
  { title: 'another nonce', changes: { claims: { nonce: 'x' } }, ours: 'reject' },
  { title: 'no nonce', changes: { claims: { nonce: undefined } }, ours: 'reject' },
  { title: 'an unknown kid', changes: { header: { kid: 'x' } }, ours: 'reject' },
  { title: 'no kid, one key', changes: { header: { kid: undefined } }, ours: 'accept' },
  { title: 'an error', changes: { parameters: { error: 'access_denied' } }, ours: 'reject' },
  { title: 'another state', changes: { parameters: { state: 'x' } }, ours: 'reject' },
  { title: 'no state', changes: { parameters: { state: undefined } }, ours: 'reject' },
  { title: 'another iss', changes: { parameters: { iss: 'https://x/' } }, ours: 'reject' },
  { title: 'the right iss', changes: { parameters: { iss: issuer } }, ours: 'accept' },
  { title: 'no code', changes: { parameters: { code: undefined } }, ours: 'reject' },
  { title: 'an unknown parameter', changes: { parameters: { x: 'y' } }, ours: 'accept' },
  {
    title: 'an audience that nobody knows, with our azp',
    changes: { claims: { aud: [clientId, 'x'], azp: clientId } },
    ours: 'reject',
    theirs: 'accept',
    because: 'Core §3.1.3.7 (3): additional audiences that are not trusted are refused',
  },
  {
    title: 'another azp beside us alone',
    changes: { claims: { azp: 'x' } },
    ours: 'reject',
    theirs: 'accept',
    because: 'Core §3.1.3.7 (5): where azp is present, it is us',
  },
  {
    title: 'a subject of 256 characters',
    changes: { claims: { sub: 'x'.repeat(256) } },
    ours: 'reject',
    theirs: 'accept',
    because: 'Core §2: at most 255',
  },
  {
    title: 'exp in ten years',
    changes: { claims: { exp: now + 315_360_000 } },
    ours: 'reject',
    theirs: 'accept',
    because: 'a token that outlives its keys is no statement about a session',
  },
  {
    title: 'iat in the future',
    changes: { claims: { iat: now + 600 } },
    ours: 'reject',
    theirs: 'accept',
    because: 'the maximum age would mean nothing',
  },
  {
    title: 'the type of an Access Token',
    changes: { header: { typ: 'at+jwt' } },
    ours: 'reject',
    theirs: 'accept',
    because: 'RFC 8725 §3.11: one kind of token is not accepted where another is expected',
  },
  {
    title: 'a header that names a compression',
    changes: { header: { zip: 'DEF' } },
    ours: 'reject',
    theirs: 'accept',
    because: 'nobody compresses a JWS; what it would mean is unknown',
  },
]

const fromTokenEndpoint: readonly Row[] = [
  ...alike,
  {
    title: 'another at_hash',
    changes: { claims: { at_hash: 'x' } },
    ours: 'reject',
    theirs: 'accept',
    because: 'Core §3.1.3.8: a client that uses at_hash refuses a wrong one',
  },
  { title: 'no at_hash', changes: { claims: { at_hash: undefined } }, ours: 'accept' },
  {
    title: 'issued a week ago',
    changes: { claims: { iat: now - 604_800 } },
    ours: 'reject',
    theirs: 'accept',
    because: 'the token was made for this request, so it is minutes old',
  },
  { title: 'no ID Token', members: { id_token: undefined }, ours: 'reject' },
  { title: 'no Access Token', members: { access_token: undefined }, ours: 'reject' },
  { title: 'no token type', members: { token_type: undefined }, ours: 'reject' },
  { title: 'another token type', members: { token_type: 'mac' }, ours: 'reject' },
  { title: 'a token type in lower case', members: { token_type: 'bearer' }, ours: 'accept' },
  {
    title: 'a lifetime that is no number',
    members: { expires_in: 'soon' },
    ours: 'accept',
    theirs: 'reject',
    because: 'the lifetime counts as unknown, and so as short; the login is not the worse for it',
  },
]

const fromAuthorizationEndpoint: readonly Row[] = [
  ...alike,
  { title: 'another c_hash', changes: { claims: { c_hash: 'x' } }, ours: 'reject' },
  { title: 'no c_hash', changes: { claims: { c_hash: undefined } }, ours: 'reject' },
  { title: 'another code', changes: { parameters: { code: 'x' } }, ours: 'reject' },
  { title: 'issued a week ago', changes: { claims: { iat: now - 604_800 } }, ours: 'reject' },
  {
    title: 'issued half an hour ago',
    changes: { claims: { iat: now - 1800 } },
    ours: 'reject',
    theirs: 'accept',
    because: 'they allow an hour; a login may take ten minutes',
  },
  { title: 'no ID Token', changes: { parameters: { id_token: undefined } }, ours: 'reject' },
  {
    title: 'an Access Token that nobody asked for',
    changes: { parameters: { access_token: 'x', token_type: 'Bearer' } },
    ours: 'reject',
    theirs: 'accept',
    because: 'what was not promised cannot have been checked',
  },
]

const fetchFrom = (provider: TestProvider) => ({ [oauth.customFetch]: provider.fetch as never })

const client = (): oauth.Client => ({
  client_id: clientId,
  // our clock stands still, theirs does not
  [oauth.clockSkew]: Math.round(now - Date.now() / 1000),
  [oauth.clockTolerance]: 60,
})

const verdictOf = (attempt: Promise<unknown>): Promise<Verdict> =>
  attempt.then(
    () => 'accept',
    () => 'reject',
  )

it('explains each difference', () => {
  for (const { theirs, because } of [...fromTokenEndpoint, ...fromAuthorizationEndpoint]) {
    expect(because === undefined).toBe(theirs === undefined)
  }
})

describe('the code flow', () => {
  async function byThem(
    provider: TestProvider,
    transaction: LoginTransaction,
    url: string,
  ): Promise<void> {
    const server = provider.metadata as unknown as oauth.AuthorizationServer
    const parameters = oauth.validateAuthResponse(server, client(), new URL(url), transaction.state)
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client(),
      oauth.None(),
      parameters,
      redirectUri,
      transaction.codeVerifier ?? '',
      fetchFrom(provider),
    )
    await oauth.processAuthorizationCodeResponse(server, client(), response, {
      expectedNonce: transaction.nonce,
      requireIdToken: true,
    })
    await oauth.validateApplicationLevelSignature(server, response, fetchFrom(provider))
  }

  it.each(fromTokenEndpoint)(
    'with $title: we $ours',
    async ({ changes, members, ours, theirs }) => {
      const { provider, env, begin } = await createBrowser()
      const settings = settingsFor('code')
      const transaction = await begin(settings)
      const { claims, header } = changes ?? {}
      const idToken = await idTokenOf(provider, transaction, claims, header)
      provider.answers['/token'] = () =>
        tokenResponse(provider, transaction.nonce, claims, { ...idToken, ...members })
      const response = await responseFor(provider, transaction, changes)
      expect(await verdictOf(byThem(provider, transaction, response.url))).toBe(theirs ?? ours)
      expect(await verdictOf(completeLogin(settings, response, env))).toBe(ours)
    },
  )

  /** The ID Token with another header, where there is one. */
  async function idTokenOf(
    provider: TestProvider,
    { nonce }: LoginTransaction,
    claims: Record<string, unknown> = {},
    header?: Record<string, unknown>,
  ): Promise<Record<string, unknown>> {
    if (!header) return {}
    const usual = { iss: issuer, sub: 'auth0|1', aud: clientId, exp: now + 300, iat: now, nonce }
    return { id_token: await provider.sign({ ...usual, ...claims }, header) }
  }
})

describe('the response of `code id_token`', () => {
  it.each(fromAuthorizationEndpoint)('with $title: we $ours', async ({ changes, ours, theirs }) => {
    const { provider, env, begin } = await createBrowser()
    const settings = settingsFor('code id_token')
    const transaction = await begin(settings)
    const { url } = await responseFor(provider, transaction, changes)
    const byThem = oauth.validateCodeIdTokenResponse(
      provider.metadata as unknown as oauth.AuthorizationServer,
      client(),
      new URL(url),
      transaction.nonce,
      transaction.state,
      oauth.skipAuthTimeCheck,
      fetchFrom(provider),
    )
    expect(await verdictOf(byThem)).toBe(theirs ?? ours)
    expect(await verdictOf(completeLogin(settings, { url }, env))).toBe(ours)
  })

  it('with a swapped Access Token as well: only we look at at_hash', async () => {
    const { provider, env, begin } = await createBrowser()
    const settings = settingsFor('code id_token token')
    const transaction = await begin(settings)
    const parameters = await parametersFor(provider, transaction, {
      parameters: { access_token: 'another' },
    })
    const url = `${redirectUri}#${parameters.toString()}`
    const released = await oauth.validateCodeIdTokenResponse(
      provider.metadata as unknown as oauth.AuthorizationServer,
      client(),
      new URL(url),
      transaction.nonce,
      transaction.state,
      oauth.skipAuthTimeCheck,
      fetchFrom(provider),
    )
    expect(released.get('code')).toBe(code)
    expect(released.get('access_token')).toBe('another')
    await expect(completeLogin(settings, { url }, env)).rejects.toMatchObject({
      check: 'id-token.at_hash',
    })
  })
})

describe('discovery', () => {
  const ask = async (metadata: Record<string, unknown>): Promise<Verdict> =>
    verdictOf(oauth.processDiscoveryResponse(new URL(issuer), json(metadata)))

  it('is refused by both for another issuer', async () => {
    const { provider, begin } = await createBrowser()
    Object.assign(provider.metadata, { issuer: `${issuer}INVALID` })
    expect(await ask(provider.metadata)).toBe('reject')
    expect(await verdictOf(begin(settingsFor('code')))).toBe('reject')
  })

  it('is read as a URL by them, character by character by us', async () => {
    const bare = issuer.slice(0, -1)
    const { metadata } = await createProvider()
    expect(await verdictOf(oauth.processDiscoveryResponse(new URL(bare), json(metadata)))).toBe(
      'accept',
    )
    const { begin } = await createBrowser()
    // the ID Token will say what the metadata say, and is compared with what was configured
    expect(await verdictOf(begin(settingsFor('code', { issuer: bare })))).toBe('reject')
  })
})
