import { html } from 'hono/html'
import type { InteractionPage } from '../interaction-page.ts'
import { renderPage } from '../page.ts'
import type { Markup } from '../page.ts'
import { problemParagraph } from '../problem.ts'

export interface FormPage extends InteractionPage {
  readonly problem?: string | undefined
}

interface Parts {
  readonly heading: string
  readonly introduction?: string
  /** The fields and the button of the form. */
  readonly fields: Markup | ''
  /** Further forms below it. */
  readonly below?: Markup
}

/** A page of the login with one form, and the way back to the others. */
export function formPage(page: FormPage, parts: Parts): Promise<Response> {
  const { action, csrf, clientName, tenantName, problem } = page
  const { heading, introduction, fields, below = '' } = parts
  return renderPage({
    ...page,
    title: `${heading} – ${clientName}`,
    status: problem === undefined ? 200 : 400,
    body: html`<p class="tenant">${tenantName}</p>
      <h1>${heading}</h1>
      ${introduction === undefined ? '' : html`<p>${introduction}</p>`} ${problemParagraph(problem)}
      ${
        fields === ''
          ? ''
          : html`<form method="post" action="${action}">
              <input type="hidden" name="csrf" value="${csrf}" />
              ${fields}
            </form>`
      }
      ${below}
      <form method="post" action="${action}" class="quiet">
        <input type="hidden" name="csrf" value="${csrf}" />
        <button name="answer" value="methods" class="link">${page.texts.back}</button>
      </form>`,
  })
}
