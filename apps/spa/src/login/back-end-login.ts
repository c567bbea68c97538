import type { TraceEvent } from '@frontchannel/conformance'
import type { CodeHandOff, SessionView } from '@frontchannel/contract/session'
import type { Login, LoginTransaction } from '@frontchannel/relying-party'
import type { TraceLog } from '../trace/trace-log.ts'
import type { BackEnd } from './back-end.ts'
import { BackEndProblem } from './back-end-problem.ts'

/** A login whose tokens the back-end keeps: who it is, and what they may do. */
export interface BackEndLogin extends Login {
  readonly grantedScopes: readonly string[]
}

/** What a login allows, wherever its Access Token is. */
export function scopesOf(login: Login | undefined): readonly string[] {
  const granted = (login as BackEndLogin | undefined)?.grantedScopes
  return granted ?? login?.accessToken?.scopes ?? []
}

/**
 * Hands a checked code over, and makes of the answer what the app keeps. Of the tokens that came
 * through the front channel nothing is kept: the back-end has its own, and these are not for the API.
 *
 * @throws {BackEndProblem}
 */
export async function redeemByBackEnd(
  login: Login,
  transaction: LoginTransaction,
  backEnd: BackEnd,
  log: TraceLog,
): Promise<BackEndLogin> {
  const handOff = handOffOf(login, transaction)
  log.trace(handOffEvent(handOff))
  const view = await backEnd.handOff(handOff).catch(async (error: unknown) => {
    if (!(error instanceof BackEndProblem)) throw error
    error.trace.forEach(log.trace)
    // a reload of this page, for one: what was completed before is still there
    if (error.code === 'login_already_completed') return backEnd.session()
    throw error
  })
  return loginOf(view, login)
}

/**
 * Who is logged in at the back-end.
 *
 * @throws {BackEndProblem} `no_session` if nobody is
 */
export async function loginAtBackEnd(backEnd: BackEnd, flow: Login['flow']): Promise<BackEndLogin> {
  return loginOf(await backEnd.session(), { flow, returnTo: '/', silent: true })
}

type Circumstances = Pick<Login, 'flow' | 'returnTo' | 'silent'>

function loginOf(view: SessionView, { flow, returnTo, silent }: Circumstances): BackEndLogin {
  if (!view.authenticated) throw new BackEndProblem('refused', { code: 'no_session' })
  const { user, scopes } = view
  const { iss: issuer, sub } = user
  // claims without those of the protocol, which the back-end has checked
  const claims = user as NonNullable<Login['claims']>
  return { flow, returnTo, silent, issuer, sub, claims, grantedScopes: scopes }
}

function handOffOf({ handOver, sub }: Login, transaction: LoginTransaction): CodeHandOff {
  const { state, nonce, codeVerifier = '', issuer, flow, redirectUri } = transaction
  return {
    code: handOver?.code ?? '',
    codeVerifier,
    nonce,
    state,
    issuer,
    flow,
    redirectUri,
    ...(sub !== undefined && { idTokenSubject: sub }),
  }
}

function handOffEvent(handOff: CodeHandOff): TraceEvent {
  const { code, codeVerifier, idTokenSubject, ...told } = handOff
  return {
    kind: 'message',
    step: 'code-hand-off',
    at: Date.now(),
    from: 'spa',
    to: 'back-end',
    summary: 'POST /backend/session',
    parameters: {
      code: `(hidden, ${code.length} characters)`,
      codeVerifier: `(hidden, ${codeVerifier.length} characters)`,
      ...told,
      ...(idTokenSubject !== undefined && { idTokenSubject }),
    },
    tokens: {},
  }
}
