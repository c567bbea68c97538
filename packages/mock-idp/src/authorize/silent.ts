import type { Exchange } from '../exchange.ts'
import { basePath } from '../exchange.ts'
import { sleep } from '../faults/http.ts'
import { inject } from '../faults/inject.ts'
import { silentAnswerInjectors } from '../faults/silent-answer.ts'
import type { SilentAnswer } from '../faults/silent-answer.ts'
import { messagePage } from '../pages/message-page.ts'
import { answerWithError, faultOrder } from './answer.ts'
import { completeLogin } from './complete.ts'
import type { LoginState } from './login-state.ts'
import { nextPrompt } from './prompts.ts'

/** Longer than any client waits. */
const neverSeconds = 300

/**
 * Answers a request with prompt=none: at once, without showing anything.
 *
 * @see OpenID Connect Core §3.1.2.6 https://openid.net/specs/openid-connect-core-1_0.html#AuthError
 */
export async function answerSilently(exchange: Exchange, state: LoginState): Promise<Response> {
  const { provider } = exchange.var
  const wanted: SilentAnswer = {}
  const order = faultOrder(exchange, state.request)
  await inject('silent-answer', silentAnswerInjectors, wanted, provider, order)
  if (wanted.page) return spoiledPage(exchange, wanted.page)
  if (wanted.error) return answerWithError(exchange, state.request, wanted.error, 'told to')
  const prompt = nextPrompt(state)
  if (!prompt) return completeLogin(exchange, wanted.switchUser ? asAnotherUser(state) : state)
  return answerWithError(
    exchange,
    state.request,
    prompt.error,
    `the request has prompt=none, but ${prompt.name} is needed`,
  )
}

async function spoiledPage(
  exchange: Exchange,
  page: NonNullable<SilentAnswer['page']>,
): Promise<Response> {
  if (page === 'never') await sleep(neverSeconds)
  return messagePage({
    title: 'Log in',
    text: 'This page cannot be shown in a frame.',
    status: page === 'error-500' ? 500 : 200,
    basePath: basePath(exchange.var.provider),
  })
}

function asAnotherUser(state: LoginState): LoginState {
  const { users } = state.provider.tenant
  const user = users.find(({ sub }) => sub !== state.user?.sub) ?? state.user
  return { ...state, user }
}
