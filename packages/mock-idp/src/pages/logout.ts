import { html } from 'hono/html'
import { renderPage } from './page.ts'
import { textsIn } from './texts/languages.ts'
import type { Language } from './texts/languages.ts'

export interface LogoutPage {
  readonly basePath: string
  readonly action: string
  readonly csrf: string
  readonly tenantName: string
  readonly userName: string
  /** What the form carries on: the parameters of the logout request. */
  readonly parameters: readonly (readonly [string, string])[]
  readonly formTargets: readonly string[]
  readonly language: Language
}

/** Asks whether to log out, because the request does not prove who sent it. */
export function logoutPage(page: LogoutPage): Promise<Response> {
  const { action, csrf, tenantName, userName, parameters, language } = page
  const texts = textsIn(language)
  return renderPage({
    ...page,
    title: texts.logOutQuestion,
    body: html`<p class="tenant">${tenantName}</p>
      <h1>${texts.logOutQuestion}</h1>
      <p>${texts.loggedInAs} <strong>${userName}</strong>.</p>
      <form method="post" action="${action}">
        <input type="hidden" name="csrf" value="${csrf}" />
        ${parameters.map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        <button>${texts.logOut}</button>
      </form>`,
  })
}
