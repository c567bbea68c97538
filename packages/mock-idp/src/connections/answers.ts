import type { AnswerHandler } from './answer.ts'
import { chooseConnection, showMethods } from './begin.ts'
import { logIn, logInAs } from './database/log-in.ts'
import { answerForgotPassword, openForgotPassword } from './database/password-reset.ts'
import { answerSignUp, openSignUp } from './database/sign-up.ts'
import { answerAddress, answerCode } from './passwordless/answers.ts'

/** What the buttons of the login pages mean, by their value. */
export const connectionAnswers: readonly (readonly [string, AnswerHandler])[] = [
  ['login', logIn],
  ['login-as', logInAs],
  ['connection', chooseConnection],
  ['methods', showMethods],
  ['to-sign-up', openSignUp],
  ['sign-up', answerSignUp],
  ['to-forgot-password', openForgotPassword],
  ['forgot-password', answerForgotPassword],
  ['address', answerAddress],
  ['code', answerCode],
]
