import { html } from 'hono/html'
import { renderPage } from '../page.ts'
import { describedByProblem, problemParagraph } from '../problem.ts'
import { connectionTextsIn } from '../texts/connections/languages.ts'
import type { Language } from '../texts/languages.ts'

export interface NewPasswordPage {
  readonly basePath: string
  readonly action: string
  readonly tenantName: string
  readonly ticket: string
  readonly passwordMinLength: number
  readonly problem?: string | undefined
  readonly language: Language
}

/** Where the link of a mail leads to. The ticket in the form is as good as the link. */
export function newPasswordPage(page: NewPasswordPage): Promise<Response> {
  const { action, tenantName, ticket, passwordMinLength, problem, language } = page
  const texts = connectionTextsIn(language)
  return renderPage({
    ...page,
    title: texts.changePassword,
    status: problem === undefined ? 200 : 400,
    body: html`<p class="tenant">${tenantName}</p>
      <h1>${texts.changePassword}</h1>
      ${problemParagraph(problem)}
      <form method="post" action="${action}">
        <input type="hidden" name="ticket" value="${ticket}" />
        <label for="password">${texts.newPassword}</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="new-password"
          required
          minlength="${passwordMinLength}"
          maxlength="256"
          autofocus
          ${describedByProblem(problem)}
        />
        <small>${texts.passwordLength(passwordMinLength)}</small>
        <button>${texts.changePassword}</button>
      </form>`,
  })
}
