import { html } from 'hono/html'
import { emailField } from '../email-field.ts'
import { connectionTextsIn } from '../texts/connections/languages.ts'
import { formPage } from './form-page.ts'
import type { FormPage } from './form-page.ts'

interface ForgotPasswordPage extends FormPage {
  readonly email: string
}

/** Asks whose password is to be changed. */
export function forgotPasswordPage(page: ForgotPasswordPage): Promise<Response> {
  const { email, problem, language } = page
  const texts = connectionTextsIn(language)
  return formPage(page, {
    heading: texts.changePassword,
    fields: html`${emailField({ label: page.texts.email, email, problem, autofocus: true })}
      <button name="answer" value="forgot-password">${texts.sendResetLink}</button>`,
  })
}

/** Says the same whether the address is known or not. */
export function resetSentPage(page: ForgotPasswordPage): Promise<Response> {
  const texts = connectionTextsIn(page.language)
  return formPage(page, {
    heading: texts.checkMail,
    introduction: texts.resetSent(page.email),
    fields: '',
  })
}
