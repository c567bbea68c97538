// @vitest-environment happy-dom
import type { Login, LoginTransaction } from '@frontchannel/relying-party'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openTraceLog } from '../trace/trace-log.ts'
import { loginAtBackEnd, redeemByBackEnd, scopesOf } from './back-end-login.ts'
import { createBackEnd } from './back-end.ts'
import { problemOf } from './problem-of.ts'

const transaction: LoginTransaction = {
  state: 's'.repeat(43),
  nonce: 'n'.repeat(43),
  codeVerifier: 'v'.repeat(43),
  issuer: 'https://id.example/',
  clientId: 'timesheets-backend',
  redirectUri: 'https://app.example/callback',
  flow: 'code id_token token',
  scope: 'openid',
  returnTo: '/timesheets',
  createdAt: 1,
  silent: false,
}
const login: Login = {
  flow: 'code id_token token',
  returnTo: '/timesheets',
  silent: false,
  issuer: transaction.issuer,
  sub: 'erin',
  idToken: 'first.id.token',
  claims: { iss: transaction.issuer, sub: 'erin', aud: 'a', exp: 2, iat: 1 },
  accessToken: { value: 'first-access-token', type: 'Bearer', expiresAt: 2, scopes: ['openid'] },
  handOver: { code: 'the-code', codeVerifier: 'v'.repeat(43), nonce: 'n'.repeat(43) },
}
const view = {
  authenticated: true,
  user: { iss: transaction.issuer, sub: 'erin', name: 'Erin' },
  scopes: ['read:timesheets'],
  expiresAt: '2026-11-21T12:00:00.000Z',
}

type Answers = Readonly<Record<string, () => Response>>
const serving = (answers: Answers) => {
  const sent = vi.fn<typeof fetch>((input, init) => {
    const answer = answers[`${init?.method} ${input as string}`]
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('fetch failed'))
  })
  return { sent, backEnd: createBackEnd(sent) }
}
const refusal =
  (body: object, status = 400) =>
  () =>
    Response.json(body, { status })
const logOf = () => {
  const log = openTraceLog(undefined, () => new Date())
  log.begin({ kind: 'login', flow: login.flow, withBackEnd: true })
  return log
}
const failureOf = (answer: () => Response) =>
  redeemByBackEnd(
    login,
    transaction,
    serving({ 'POST /backend/session': answer }).backEnd,
    logOf(),
  ).then(
    () => undefined,
    (error: unknown) => problemOf(error),
  )

describe('redeemByBackEnd', () => {
  afterEach(() => void vi.unstubAllGlobals())

  it('sends the code, what it is bound to, and no token', async () => {
    const { sent, backEnd } = serving({ 'POST /backend/session': () => Response.json(view) })
    await redeemByBackEnd(login, transaction, backEnd, logOf())
    const [[, init]] = sent.mock.calls as [[string, RequestInit]]
    expect(JSON.parse(init.body as string)).toEqual({
      code: 'the-code',
      codeVerifier: transaction.codeVerifier,
      nonce: transaction.nonce,
      state: transaction.state,
      issuer: transaction.issuer,
      flow: transaction.flow,
      redirectUri: transaction.redirectUri,
      idTokenSubject: 'erin',
    })
    expect(init).toMatchObject({ credentials: 'same-origin', headers: { 'x-app-csrf': '1' } })
  })

  it('keeps no token of the front channel, and no code', async () => {
    const { backEnd } = serving({ 'POST /backend/session': () => Response.json(view) })
    const log = logOf()
    const kept = await redeemByBackEnd(login, transaction, backEnd, log)
    expect(kept).toMatchObject({ sub: 'erin', claims: { name: 'Erin' } })
    expect(scopesOf(kept)).toEqual(['read:timesheets'])
    const everything = JSON.stringify([kept, log.runs()])
    for (const secret of ['first.id.token', 'first-access-token', 'the-code', 'v'.repeat(43)]) {
      expect(everything).not.toContain(secret)
    }
  })

  it('goes on with the session of a code that was handed over before', async () => {
    const { backEnd } = serving({
      'POST /backend/session': refusal({ code: 'login_already_completed' }, 409),
      'GET /backend/session': () => Response.json(view),
    })
    expect(await redeemByBackEnd(login, transaction, backEnd, logOf())).toMatchObject({
      sub: 'erin',
    })
  })

  it('tells which check refused, or why nothing was completed: no cookie, for one (R36)', async () => {
    const check = { check: 'id-token.nonce', requirements: [], expected: 'a', actual: 'b' }
    expect(await failureOf(refusal({ code: 'login_refused', ...check }))).toEqual({
      kind: 'refused',
      refusal: check,
    })
    const notCompleted = (error: string) => ({ kind: 'not-completed', error })
    expect(
      await failureOf(refusal({ code: 'login_not_completed', error: 'invalid_grant' })),
    ).toEqual(notCompleted('invalid_grant'))
    expect(await failureOf(refusal({ code: 'provider_unavailable' }, 503))).toEqual(
      notCompleted('app:provider-unavailable'),
    )
    expect(await failureOf(refusal({ code: 'unknown_login' }, 403))).toEqual(
      notCompleted('app:login-too-old'),
    )
    expect(await failureOf(() => new Response('<h1>502', { status: 502 }))).toEqual(
      notCompleted('app:back-end-unavailable'),
    )
  })
})

describe('loginAtBackEnd', () => {
  it('finds out who is there, and says so where nobody is', async () => {
    const there = serving({ 'GET /backend/session': () => Response.json(view) })
    expect(await loginAtBackEnd(there.backEnd, login.flow)).toMatchObject({ sub: 'erin' })
    const nobody = serving({
      'GET /backend/session': () => Response.json({ authenticated: false }),
    })
    await expect(loginAtBackEnd(nobody.backEnd, login.flow)).rejects.toMatchObject({
      code: 'no_session',
    })
  })
})
