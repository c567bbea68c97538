import { html } from 'hono/html'
import { describedByProblem } from '../problem.ts'
import { connectionTextsIn } from '../texts/connections/languages.ts'
import type { PasswordlessPage } from './address.ts'
import { formPage } from './form-page.ts'

/** Asks for the code that was sent. */
export function codePage(page: PasswordlessPage): Promise<Response> {
  const { address, problem, language } = page
  const texts = connectionTextsIn(language)
  return formPage(page, {
    heading: page.texts.logIn,
    introduction: texts.codeSent(address),
    fields: html`<label for="code">${texts.code}</label>
      <input
        id="code"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        required
        maxlength="20"
        autofocus
        ${describedByProblem(problem)}
      />
      <button name="answer" value="code">${page.texts.continue}</button>`,
    below: sendAgain(page),
  })
}

export const sendAgain = ({ action, csrf, address, language }: PasswordlessPage) =>
  html`<form method="post" action="${action}" class="quiet">
    <input type="hidden" name="csrf" value="${csrf}" />
    <input type="hidden" name="address" value="${address}" />
    <button name="answer" value="address" class="link">
      ${connectionTextsIn(language).sendAgain}
    </button>
  </form>`
