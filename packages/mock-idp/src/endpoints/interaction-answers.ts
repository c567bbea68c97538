import { passwordAcr } from '../authorize/acr.ts'
import { answerWithError } from '../authorize/answer.ts'
import type { Interaction } from '../authorize/interaction.ts'
import { consentQuestion } from '../authorize/login-state.ts'
import type { LoginState } from '../authorize/login-state.ts'
import { writeCookie } from '../cookies.ts'
import { equalSecrets } from '../equal-secrets.ts'
import { basePath, redirectTo } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import type { Parameters } from '../parameters.ts'
import { findUser } from '../provider.ts'
import type { User } from '../tenant/user.ts'
import { promptPage } from './prompt-page.ts'

interface Answer {
  readonly exchange: Exchange
  readonly interaction: Interaction
  readonly form: Parameters
  readonly state: LoginState
}

type AnswerHandler = (answer: Answer) => Response | Promise<Response>

/** What the buttons of the pages mean, by their value. */
export const answers: ReadonlyMap<string, AnswerHandler> = new Map<string, AnswerHandler>([
  ['login', logIn],
  ['login-as', logInAs],
  ['cancel', refuse],
  ['allow', allow],
  ['deny', refuse],
  ['keep-account', keepAccount],
  ['other-account', useOtherAccount],
])

async function logIn(answer: Answer): Promise<Response> {
  const { exchange, interaction, form, state } = answer
  const email = form.one('email')?.trim() ?? ''
  const user = state.provider.tenant.users.find(
    (candidate) => candidate.email.toLowerCase() === email.toLowerCase(),
  )
  // compared even for an unknown user: the time it takes must not tell who exists
  const matches = await equalSecrets(form.one('password') ?? '', user?.password ?? '')
  if (user && matches && !user.blocked) return startSession(answer, user)
  return promptPage(exchange, interaction, { ...state, user: undefined }, 'login', {
    email,
    problem: user && matches ? 'blocked' : 'wrongPassword',
  })
}

function logInAs(answer: Answer): Response | Promise<Response> {
  const { provider } = answer.exchange.var
  const user = provider.tenant.demo ? findUser(provider, answer.form.one('sub')) : undefined
  return user && !user.blocked ? startSession(answer, user) : logIn(answer)
}

function startSession({ exchange, interaction, state }: Answer, { sub }: User): Response {
  const { sessions } = exchange.var.provider
  if (state.session) sessions.end(state.session)
  writeCookie(exchange, 'session', sessions.start(sub, passwordAcr).secret)
  interaction.done.add('login').add('select_account')
  return goOn(exchange, interaction)
}

function allow({ exchange, interaction, form, state }: Answer): Response {
  const question = consentQuestion(state)
  // somebody else may have logged in meanwhile, in another tab: then ask that one
  if (question && question.sub === form.one('sub')) {
    exchange.var.provider.consents.remember(question)
    interaction.done.add('consent')
  }
  return goOn(exchange, interaction)
}

function refuse({ exchange, interaction }: Answer): Promise<Response> {
  exchange.var.provider.interactions.delete(interaction.id)
  return answerWithError(
    exchange,
    interaction.request,
    'access_denied',
    'the end-user did not allow the access',
  )
}

function keepAccount({ exchange, interaction }: Answer): Response {
  interaction.done.add('select_account')
  return goOn(exchange, interaction)
}

function useOtherAccount({ exchange, interaction, state }: Answer): Response {
  interaction.done.add('select_account')
  interaction.done.delete('login')
  if (state.session) exchange.var.provider.sessions.end(state.session)
  writeCookie(exchange, 'session', undefined)
  return goOn(exchange, interaction)
}

/** Post, redirect, get: a reload asks nothing twice, and what comes next is decided in one place. */
const goOn = (exchange: Exchange, { id }: Interaction): Response =>
  redirectTo(`${basePath(exchange.var.provider)}interaction/${id}`, 303)
