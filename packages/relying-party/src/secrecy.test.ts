import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBrowser, tokenResponse, unreachable, type TestBrowser } from '../test/log-in.ts'
import { hashOf, claimsWith, json, settingsFor } from '../test/provider.ts'
import { accessToken, parametersFor } from '../test/respond.ts'
import { flows } from './flows.ts'
import { completeLogin } from './login/complete-login.ts'
import { clientSecretBasic, clientSecretPost } from './token-endpoint/client-authentication.ts'
import { redeemCode } from './token-endpoint/redeem-code.ts'
import { fetchUserInfo } from './userinfo/fetch-user-info.ts'
import type { ProviderMetadata } from './provider/metadata.ts'

const secretText = (name: string) =>
  fc.stringMatching(/^[A-Za-z0-9_-]{24}$/).map((text) => `${name}-${text}`)

const names = [
  'code',
  'id_token',
  'access_token',
  'refresh_token',
  'state',
  'token_type',
  'scope',
  'iss',
  'x',
]

/** Ways to spoil a response: none of them may make us say what it holds. */
type Spoil = (parameters: [string, string][]) => [string, string][]
const spoils = fc.oneof(
  fc.constantFrom(...names).map(
    (name): Spoil =>
      (pairs) =>
        pairs.filter(([other]) => other !== name),
  ),
  fc
    .constantFrom(...names)
    .map((name): Spoil => (pairs) => [...pairs, ...pairs.filter(([other]) => other === name)]),
  fc.constantFrom(...names).map(
    (name): Spoil =>
      (pairs) =>
        pairs.map(([other, value]) => [other, other === name ? value.slice(0, -3) : value]),
  ),
  fc.constantFrom(...names).map(
    (name): Spoil =>
      (pairs) =>
        pairs.map(([other, value]) => [other, other === name ? `${value}.x.y` : value]),
  ),
  fc
    .constantFrom('login_required', '')
    .map((error): Spoil => (pairs) => [...pairs, ['error', error]]),
  fc.constant<Spoil>((pairs) => [...pairs, ['x', 'x'.repeat(20_000)]]),
  fc.constant<Spoil>((pairs) => pairs),
)

const outages = fc.constantFrom<
  (answer: () => Promise<Response>) => () => Response | Promise<Response>
>(
  (answer) => answer,
  (answer) => async () => new Response(await (await answer()).text(), { status: 500 }),
  (answer) => async () =>
    new Response(await (await answer()).text(), { headers: { 'content-type': 'text/html' } }),
  (answer) => async () => json((await (await answer()).text()).slice(0, -1)),
  (answer) => async () =>
    json((await (await answer()).text()).replace(/\}$/, ',"access_token":"x"}')),
  (answer) => async () =>
    json(
      { error: 'invalid_grant', ...((await (await answer()).json()) as object) },
      { status: 400 },
    ),
  () => unreachable,
)

/** Everything that was said: the trace, and the error with its causes and its stack. */
const said = ({ env }: TestBrowser, error: unknown): string =>
  JSON.stringify(env.events) +
  inspect(error, { depth: 12, showHidden: true, maxStringLength: null })

const caught = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('trace and errors', () => {
  it('never hold a token, a code or a secret, whatever goes wrong', async () => {
    const secrets = fc.record({
      access_token: secretText('access'),
      refresh_token: secretText('refresh'),
      code: secretText('code'),
      second: secretText('second'),
      client: secretText('client'),
    })
    const wanted = fc.constantFrom(...flows)
    const channel = fc.constantFrom('#', '?')
    await fc.assert(
      fc.asyncProperty(
        wanted,
        secrets,
        spoils,
        spoils,
        outages,
        channel,
        async (flow, secret, one, two, outage, mark) => {
          const browser = await createBrowser()
          const { provider, env } = browser
          const settings = settingsFor(flow.id)
          const transaction = await browser.begin(settings)
          const good = await parametersFor(provider, transaction, {
            claims: {
              at_hash: await hashOf(secret.access_token),
              c_hash: await hashOf(secret.code),
            },
            parameters: {
              ...(flow.issuesCode && { code: secret.code }),
              ...(flow.issuesAccessToken && { access_token: secret.access_token }),
            },
          })
          const idToken = good.get('id_token') ?? ''
          const answer = outage(() =>
            tokenResponse(
              provider,
              transaction.nonce,
              { at_hash: undefined },
              {
                access_token: secret.second,
                refresh_token: secret.refresh_token,
              },
            ),
          )
          provider.answers['/token'] = answer
          provider.answers['/userinfo'] = answer
          const parameters = new URLSearchParams(two(one([...good])))
          const url = `${settings.redirectUri}${mark}${parameters.toString()}`

          const errors = [
            await caught(completeLogin(settings, { url }, env)),
            await caught(completeLogin(settings, { parameters }, env)),
          ]
          const { nonce, codeVerifier = 'no-verifier' } = transaction
          const handOver = { code: secret.code, codeVerifier, nonce, idToken }
          for (const authenticate of [
            clientSecretBasic(secret.client),
            clientSecretPost(secret.client),
          ]) {
            errors.push(await caught(redeemCode(settings, handOver, authenticate, env)))
          }
          const metadata = provider.metadata as unknown as ProviderMetadata
          errors.push(await caught(fetchUserInfo(metadata, secret.access_token, 'x', env)))

          const text = errors.map((error) => said(browser, error)).join()
          const [, payload = '', signature = ''] = idToken.split('.')
          const forbidden = [...Object.values(secret), codeVerifier, payload, signature].filter(
            Boolean,
          )
          for (const value of forbidden) expect(text).not.toContain(value.slice(0, 20))
          expect(text).not.toContain(btoa(`timesheets-spa:${secret.client}`).slice(0, 30))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('hold what a token says, for it is shown on request', async () => {
    const { env, logIn } = await createBrowser()
    await logIn('id_token token')
    const message = env.events.find(
      ({ kind, step }) => kind === 'message' && step === 'authorization-response',
    )
    expect(message).toMatchObject({
      parameters: {
        access_token: `(hidden, ${accessToken.length} characters)`,
        token_type: 'Bearer',
      },
      tokens: { id_token: { claims: { sub: claimsWith()['sub'] } } },
    })
  })
})
