import { answerWithError } from '../authorize/answer.ts'
import { consentQuestion } from '../authorize/login-state.ts'
import { goOn } from '../connections/answer.ts'
import type { Answer, AnswerHandler } from '../connections/answer.ts'
import { connectionAnswers } from '../connections/answers.ts'
import { writeCookie } from '../cookies.ts'

/** What the buttons of the pages mean, by their value. */
export const answers: ReadonlyMap<string, AnswerHandler> = new Map<string, AnswerHandler>([
  ...connectionAnswers,
  ['cancel', refuse],
  ['allow', allow],
  ['deny', refuse],
  ['keep-account', keepAccount],
  ['other-account', useOtherAccount],
])

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
  interaction.view = undefined
  if (state.session) exchange.var.provider.sessions.end(state.session)
  writeCookie(exchange, 'session', undefined)
  return goOn(exchange, interaction)
}
