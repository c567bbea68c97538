import { html } from 'hono/html'
import type { InteractionPage } from './interaction-page.ts'
import { renderPage } from './page.ts'

export interface SelectAccountPage extends InteractionPage {
  readonly userName: string
  readonly email: string
}

/** The account chooser: the one who is logged in, or somebody else. */
export function selectAccountPage(page: SelectAccountPage): Promise<Response> {
  const { action, csrf, clientName, tenantName, userName, email, texts } = page
  return renderPage({
    ...page,
    title: `${texts.chooseAccount} – ${clientName}`,
    body: html`<p class="tenant">${tenantName}</p>
      <h1>${texts.chooseAccount}</h1>
      <p>${texts.toContinueTo} <strong>${clientName}</strong></p>
      <form method="post" action="${action}" class="choices">
        <input type="hidden" name="csrf" value="${csrf}" />
        <button name="answer" value="keep-account" class="choice">
          <span>${userName}</span> <small>${email}</small>
        </button>
        <button name="answer" value="other-account" class="secondary">
          ${texts.anotherAccount}
        </button>
      </form>`,
  })
}
