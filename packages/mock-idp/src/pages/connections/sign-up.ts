import { html } from 'hono/html'
import { emailField } from '../email-field.ts'
import { connectionTextsIn } from '../texts/connections/languages.ts'
import { formPage } from './form-page.ts'
import type { FormPage } from './form-page.ts'

export interface SignUpPage extends FormPage {
  readonly email: string
  readonly passwordMinLength: number
}

/** Name, address and password of somebody new. */
export function signUpPage(page: SignUpPage): Promise<Response> {
  const { email, problem, passwordMinLength, language } = page
  const texts = connectionTextsIn(language)
  return formPage(page, {
    heading: texts.signUp,
    fields: html`<label for="name">${texts.name}</label>
      <input id="name" name="name" autocomplete="name" maxlength="100" />
      ${emailField({ label: page.texts.email, email, problem, autofocus: false })}
      <label for="password">${page.texts.password}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="new-password"
        required
        minlength="${passwordMinLength}"
        maxlength="256"
        aria-describedby="password-length"
      />
      <small id="password-length">${texts.passwordLength(passwordMinLength)}</small>
      <button name="answer" value="sign-up">${texts.signUp}</button>`,
  })
}
