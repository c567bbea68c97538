import { html } from 'hono/html'
import type { PasswordlessConnection } from '../../connections/connection.ts'
import { describedByProblem } from '../problem.ts'
import { connectionTextsIn } from '../texts/connections/languages.ts'
import { formPage } from './form-page.ts'
import type { FormPage } from './form-page.ts'

export interface PasswordlessPage extends FormPage {
  readonly connection: PasswordlessConnection
  readonly address: string
}

/** Asks where to send a code or link. */
export function addressPage(page: PasswordlessPage): Promise<Response> {
  const { connection, address, problem, language } = page
  const texts = connectionTextsIn(language)
  const mail = connection.strategy === 'email'
  const described = problem === undefined && !mail ? html`aria-describedby="hint"` : ''
  return formPage(page, {
    heading: page.texts.logIn,
    fields: html`<label for="address">${mail ? page.texts.email : texts.phone}</label>
      <input
        id="address"
        name="address"
        type="${mail ? 'email' : 'tel'}"
        autocomplete="${mail ? 'email' : 'tel'}"
        required
        maxlength="254"
        value="${address}"
        autofocus
        ${described}
        ${describedByProblem(problem)}
      />
      ${mail ? '' : html`<small id="hint">${texts.phoneHint}</small>`}
      <button name="answer" value="address">
        ${connection.send === 'link' ? texts.sendLink : texts.sendCode}
      </button>`,
  })
}
