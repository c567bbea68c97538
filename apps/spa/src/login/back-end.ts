import type { TraceEvent } from '@frontchannel/conformance'
import {
  backEndPath,
  sameOriginHeader,
  type LoggedOut,
  type LoginBinding,
  type CodeHandOff,
  type SessionView,
} from '@frontchannel/contract/session'
import { BackEndProblem } from './back-end-problem.ts'

const patience = 20_000 // it asks the provider while we wait

/** What the app asks its own back-end. The cookie says whose session it is about. */
export interface BackEnd {
  /** Binds a login to this browser, before the browser leaves. */
  readonly bindLogin: (login: LoginBinding) => Promise<void>
  /** Hands the code over: the sixth step. */
  readonly handOff: (handOff: CodeHandOff) => Promise<SessionView>
  readonly session: () => Promise<SessionView>
  readonly logOut: () => Promise<LoggedOut>
  /** The profile at the provider; undefined where it has none to ask for. */
  readonly userInfo: () => Promise<Readonly<Record<string, unknown>> | undefined>
  /** What the back channel said; nothing outside of the demo. */
  readonly trace: () => Promise<readonly TraceEvent[]>
}

/** Methods reject with `BackEndProblem`. */
export function createBackEnd(send: typeof fetch): BackEnd {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await send(backEndPath + path, {
      method,
      headers: {
        accept: 'application/json, application/problem+json',
        ...sameOriginHeader,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    }).catch(() => {
      throw new BackEndProblem('no_answer')
    })
    const json: unknown =
      answer.status === 204 ? undefined : await answer.json().catch(() => undefined)
    if (answer.ok) return json
    throw new BackEndProblem('refused', json)
  }

  return {
    bindLogin: async (login) => void (await call('POST', '/login', login)),
    handOff: (handOff) => call('POST', '/session', handOff) as Promise<SessionView>,
    session: () => call('GET', '/session') as Promise<SessionView>,
    logOut: () => call('DELETE', '/session') as Promise<LoggedOut>,
    userInfo: () => call('GET', '/userinfo') as ReturnType<BackEnd['userInfo']>,
    async trace() {
      const answer = (await call('GET', '/trace')) as { events?: readonly TraceEvent[] } | undefined
      return answer?.events ?? []
    },
  }
}
