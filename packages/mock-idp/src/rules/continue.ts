import { completeLogin } from '../authorize/complete.ts'
import { loginState } from '../authorize/login-state.ts'
import { nextPrompt } from '../authorize/prompts.ts'
import type { PromptName } from '../authorize/login-state.ts'
import type { AcceptedRequest } from '../authorize/request.ts'
import { readCookie } from '../cookies.ts'
import { basePath } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { messagePage } from '../pages/message-page.ts'

/** A login that waits for somebody whom a rule has sent away. */
export interface PausedLogin {
  readonly request: AcceptedRequest
  /** The session in whose browser it goes on, and in no other. */
  readonly sessionId: string
  readonly done: ReadonlySet<PromptName>
}

/** Where a rule's redirect comes back to: the rules run again, and can read what came along. */
export async function continueLogin(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const { pauses } = provider.logins
  const query = exchange.req.query()
  const state = query['state'] ?? ''
  const paused = pauses.get(state)
  const session = provider.sessions.use(readCookie(exchange, 'session'))
  if (!paused || session?.id !== paused.sessionId) {
    entry.refused = 'continue.state'
    return messagePage({
      title: 'This login is over',
      text: 'It was completed already, took too long, or was begun in another browser. Go back to the application and log in again.',
      status: 400,
      basePath: basePath(provider),
    })
  }
  pauses.delete(state)
  entry.clientId = paused.request.client.clientId
  const login = loginState(provider, paused.request, session, paused.done)
  // the account may have been blocked while its owner was away
  return nextPrompt(login)
    ? messagePage({
        title: 'This login is over',
        text: 'Something changed meanwhile. Go back to the application and log in again.',
        status: 400,
        basePath: basePath(provider),
      })
    : completeLogin(exchange, login, { query })
}
